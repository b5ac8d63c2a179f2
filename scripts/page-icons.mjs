// A part of `npm run icons`: the icons of the page as an installed app, from the one drawing, assets/icon.svg.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { ROOT } from './setup.mjs';

const svg = readFileSync(join(ROOT, 'assets/icon.svg'), 'utf8');
/** Without the round corners and the rim: phones cut it into the shape of their own icons. */
const filled = svg.replace(
  /<rect x="16" y="16" width="480" height="480" rx="112"\/>/,
  '<rect width="512" height="512"/>',
);
if (filled === svg)
  throw new Error('The drawing’s corners are no longer where scripts/page-icons.mjs looks for them.');

draw('icon-192.png', svg, 192);
draw('icon-180.png', filled, 180);
draw('icon-512.png', filled, 512);

/** @param {string} name @param {string} drawing @param {number} sizePx */
function draw(name, drawing, sizePx) {
  const png = new Resvg(drawing, { fitTo: { mode: 'width', value: sizePx } }).render().asPng();
  writeFileSync(join(ROOT, 'browser/public', name), png);
  console.log(`browser/public/${name}: ${sizePx} x ${sizePx} px, ${png.length} bytes`);
}
