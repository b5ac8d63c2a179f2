// `npm run icons`: makes the pictures that programs need from the one drawing, assets/icon.svg.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { ROOT } from './setup.mjs';

const SIZE_PX = 512;

const svg = readFileSync(join(ROOT, 'assets/icon.svg'));
const png = new Resvg(svg, { fitTo: { mode: 'width', value: SIZE_PX } }).render().asPng();
writeFileSync(join(ROOT, 'assets/icon.png'), png);
console.log(`assets/icon.png: ${SIZE_PX} x ${SIZE_PX} px, ${png.length} bytes`);
