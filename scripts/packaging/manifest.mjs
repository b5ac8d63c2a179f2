// What the shipped programs say of themselves: the few fields of our package.json that are read there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup.mjs';

const ours = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { name, productName, version, description, author, license, main } = ours;

export const SERVER_MANIFEST = { name: `${name}-server`, version, description, author, license };

export const GAME_MANIFEST = {
  ...{ name, productName, version, description, author, license, main },
  // Linux desktops find the icon of a window by the desktop entry that it names.
  desktopName: `${name}.desktop`,
};
