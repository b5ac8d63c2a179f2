/** The key pair of the secured yards that are measured: for nothing else, since everybody can read it here. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BENCH_KEYS } from '../framing/bench-keys';

let folder: string | undefined;

/** The folder that a server is given with it. */
export function keysFolder(): string {
  if (folder === undefined) {
    folder = mkdtempSync(join(tmpdir(), 'zeroyard-bench-'));
    writeFileSync(join(folder, 'server.key'), JSON.stringify(BENCH_KEYS), { mode: 0o600 });
  }
  return folder;
}
