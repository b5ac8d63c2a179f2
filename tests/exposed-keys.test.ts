/** Keys of a secured yard that other users of the computer can get at. */
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './support/free-port';
import { HostedServer } from './support/hosted-server';
import { killAll } from './support/programs';

let port: number;
let keys: string;
beforeEach(async () => {
  port = await freePort();
  keys = mkdtempSync(join(tmpdir(), 'zeroyard-'));
});
afterEach(async () => {
  await killAll();
  rmSync(keys, { recursive: true, force: true });
});

const start = () => HostedServer.start(port, '--secure', '--keys', keys);

test.each([
  ['its file', 0o644, 0o700],
  ['its folder', 0o600, 0o777],
  ['neither', 0o600, 0o700],
])('a key that others could read or replace is told in words: %s open to them', async (_, file, folder) => {
  const first = await start();
  await first.program.stop('SIGTERM');
  chmodSync(join(keys, 'server.key'), file);
  chmodSync(keys, folder);
  const isTold = (await start())
    .lines()
    .some(({ level, msg }) => level === 'warn' && String(msg).includes('could be read or replaced by other'));
  expect(isTold).toBe(file !== 0o600 || folder !== 0o700);
  expect(statSync(join(keys, 'server.key')).mode & 0o777).toBe(0o600);
});
