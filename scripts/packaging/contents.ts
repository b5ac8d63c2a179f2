import { cpSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GAME_MANIFEST } from './manifest.mjs';
import { copySodium } from './sodium.mjs';
import { copyZeromq } from './zeromq.mjs';

/** What is copied into the app as it stands here. The built files have all packages inside but zeromq and sodium-native. */
const SHIPPED = /^\/(package\.json|LICENSE|assets($|\/icon\.png$)|\.vite($|\/(build|renderer|web)($|\/)))/;

/** Tells the packager to leave a file or a folder out; `path` is below the project's folder and begins with a slash. */
export function isLeftOut(path: string): boolean {
  return path !== '' && !SHIPPED.test(path);
}

/**
 * Adds to the app's own files what is not copied as it is.
 * @param appFolder where the packager has put them, below a still unnamed Electron
 */
export function addContents(appFolder: string, platform: string, arch: string): void {
  writeFileSync(join(appFolder, 'package.json'), JSON.stringify(GAME_MANIFEST));
  copyZeromq(join(appFolder, 'node_modules'), { platform, arch });
  copySodium(join(appFolder, 'node_modules'), { platform, arch });
  if (platform !== 'darwin') placeLicence(join(appFolder, '../..'));
}

/** Beside the program the file LICENSE is about the game; Electron's own stays there under another name. */
function placeLicence(folder: string): void {
  const ours = join(folder, 'LICENSE');
  if (existsSync(ours)) renameSync(ours, join(folder, 'LICENSE.electron.txt'));
  cpSync('LICENSE', ours);
}
