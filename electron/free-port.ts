import getPort, { portNumbers } from 'get-port';
import type { Reach } from '../shared/hosted-yard';
import { hostOf } from './reach';

const LAST_PORT = 65_535;
/** Those below need more rights than a game has. */
const FIRST_PORT = 1024;

/** The next port after a taken one on which nobody listens; when there is none, any. */
export function portAfter(port: number, reach: Reach): Promise<number> {
  const next = Math.min(Math.max(port + 1, FIRST_PORT), LAST_PORT);
  return getPort({ port: portNumbers(next, LAST_PORT), host: hostOf(reach) });
}
