import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';

/**
 * Has the game keep its data in a folder, the usual one if none is wanted, and returns which. Where nothing can be written
 * there the game plays too: what Chromium writes goes to a temporary folder, and the settings say that they are not saved.
 */
export function useDataFolder(wanted: string | undefined): string {
  const folder = wanted === undefined ? app.getPath('userData') : resolve(wanted);
  const fault = writeFault(folder);
  if (fault === undefined) {
    app.setPath('userData', folder);
    return folder;
  }
  process.stderr.write(
    `zeroyard: Nothing can be written in ${folder} (${fault}): the game plays, and remembers nothing of this run.\n`,
  );
  const temporary = mkdtempSync(join(tmpdir(), 'zeroyard-'));
  app.setPath('userData', temporary);
  app.on('quit', () => rmSync(temporary, { recursive: true, force: true }));
  return folder;
}

/** Why nothing can be written in a folder, which is made if it is not there; undefined when it can. */
export function writeFault(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    // Asking for the rights would not tell of a disk that is read-only or full.
    rmdirSync(mkdtempSync(join(folder, '.try-')));
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
  }
}
