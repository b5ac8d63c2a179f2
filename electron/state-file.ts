import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STATE_FILE_VARIABLE } from '../shared/process-reports';
import type { YardState } from '../shared/yard-state';

/**
 * Runs what starts a server that takes a yard over, with the environment variable that leads it to the yard's state; the file
 * is its user's alone, and is gone after that. Without a state there is no variable.
 */
export async function withStateFile<T>(
  state: YardState | undefined,
  start: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  if (!state) return start({});
  // Made for this user alone, under a name that nobody knows before.
  const folder = mkdtempSync(join(tmpdir(), 'zeroyard-'));
  try {
    const path = join(folder, 'state.json');
    writeFileSync(path, JSON.stringify(state), { mode: 0o600, flag: 'wx' });
    return await start({ [STATE_FILE_VARIABLE]: path });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
