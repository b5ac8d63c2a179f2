// `npm run icons`: makes the pictures that programs need from the one drawing, assets/icon.svg.
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
  throw new Error('The drawing has no rounded yard any more: scripts/icons.mjs has to know its shape.');

draw('assets/icon.png', svg, 512);
draw('browser/public/icon-192.png', svg, 192);
draw('browser/public/icon-180.png', filled, 180);
draw('browser/public/icon-512.png', filled, 512);

/** @param {string} file @param {string} drawing @param {number} sizePx */
function draw(file, drawing, sizePx) {
  const png = new Resvg(drawing, { fitTo: { mode: 'width', value: sizePx } }).render().asPng();
  writeFileSync(join(ROOT, file), png);
  console.log(`${file}: ${sizePx} x ${sizePx} px, ${png.length} bytes`);
}
