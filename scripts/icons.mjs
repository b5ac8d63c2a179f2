// `npm run icons`: makes assets/icon.png, the window's icon, from the one drawing, assets/icon.svg. Packaging makes all
// the other icons from it too.
import { Buffer } from 'node:buffer';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { ROOT } from './setup.mjs';

const WINDOW_SIZE_PX = 512;
/** What Linux desktops look for. */
const PNG_SIZES_PX = [16, 32, 48, 64, 128, 256, 512];
const ICO_SIZES_PX = [16, 24, 32, 48, 64, 128, 256];
/** By the names that Apple gave to pictures of these sizes. */
const ICNS_SIZES_PX = { icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };

/**
 * Makes the icons of every platform: icon.ico, icon.icns, and 16x16.png to 512x512.png.
 * @param {string} folder below the project's
 */
export function makeIcons(folder) {
  const to = join(ROOT, folder);
  mkdirSync(to, { recursive: true });
  for (const sizePx of PNG_SIZES_PX) writeFileSync(join(to, `${sizePx}x${sizePx}.png`), draw(sizePx));
  writeFileSync(join(to, 'icon.ico'), ico());
  writeFileSync(join(to, 'icon.icns'), icns());
}

/** @param {number} sizePx @returns {Buffer} a PNG */
function draw(sizePx) {
  const svg = readFileSync(join(ROOT, 'assets/icon.svg'));
  return new Resvg(svg, { fitTo: { mode: 'width', value: sizePx } }).render().asPng();
}

/** Windows' format: a header, a directory of 16 bytes a picture, and the PNGs. */
function ico() {
  const pictures = ICO_SIZES_PX.map((sizePx) => ({ sizePx, png: draw(sizePx) }));
  const directory = Buffer.alloc(6 + 16 * pictures.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  let offset = directory.length;
  pictures.forEach(({ sizePx, png }, i) => {
    const at = 6 + 16 * i;
    // 256 does not fit into a byte, and is written as 0.
    directory.writeUInt8(sizePx % 256, at);
    directory.writeUInt8(sizePx % 256, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(png.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([directory, ...pictures.map(({ png }) => png)]);
}

/** Apple's format: chunks of a name, a length that counts both, and a PNG. */
function icns() {
  const chunks = Object.entries(ICNS_SIZES_PX).map(([name, sizePx]) => chunk(name, draw(sizePx)));
  return chunk('icns', Buffer.concat(chunks));
}

/** @param {string} name of four letters @param {Buffer} content */
function chunk(name, content) {
  const header = Buffer.alloc(8);
  header.write(name);
  header.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([header, content]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const png = draw(WINDOW_SIZE_PX);
  writeFileSync(join(ROOT, 'assets/icon.png'), png);
  console.log(`assets/icon.png: ${WINDOW_SIZE_PX} x ${WINDOW_SIZE_PX} px, ${png.length} bytes`);
}
