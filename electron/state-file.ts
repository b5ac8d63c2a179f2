import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STATE_FILE_VARIABLE } from '../shared/process-reports';
import type { YardState } from '../shared/yard-state';

/**
 * Runs what starts a server that takes a yard over, with the environment variable that leads it to the yard's state; the file
 * is its user's alone, and is gone after that. Without a state there is no variable.
 * @throws an Error with a sentence when it cannot be written; then nothing is started
 */
export async function withStateFile<T>(
  state: YardState | undefined,
  start: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  if (!state) return start({});
  const folder = makeFolder();
  try {
    const path = join(folder, 'state.json');
    write(path, state);
    return await start({ [STATE_FILE_VARIABLE]: path });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For this user alone, under a name that nobody knows before. */
function makeFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'zeroyard-'));
  } catch (error) {
    throw new StateFileError(error as Error);
  }
}

function write(path: string, state: YardState): void {
  try {
    writeFileSync(path, JSON.stringify(state), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    throw new StateFileError(error as Error);
  }
}

/** Its message is a sentence for a person. */
class StateFileError extends Error {
  constructor(cause: Error) {
    super(`Who is in the yard cannot be written down for its next server: ${cause.message}.`, { cause });
  }
}
