import { readFileSync, rmSync, statSync } from 'node:fs';
import { STATE_FILE_VARIABLE } from '../../shared/process-reports';
import { readYardState, type YardState } from '../../shared/yard-state';

/** A yard of 5,000 players takes a quarter of it. */
const FILE_MAX_BYTES = 8 * 1024 * 1024;

/**
 * The state of the yard that this server takes over, if the environment names one; it is taken once. Where it cannot be read
 * the yard opens without it, since everybody comes in anyway, as somebody new.
 * @param onFault is told why, as a sentence
 */
export function takeState(
  env: NodeJS.ProcessEnv,
  onFault: (sentence: string) => void,
): YardState | undefined {
  const path = env[STATE_FILE_VARIABLE];
  if (path === undefined) return undefined;
  Reflect.deleteProperty(env, STATE_FILE_VARIABLE);
  try {
    if (statSync(path).size > FILE_MAX_BYTES) throw new Error('It is too large.');
    return readYardState(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    onFault(`The yard opens without those who were in it before: ${(error as Error).message}`);
    return undefined;
  } finally {
    rmSync(path, { force: true });
  }
}
