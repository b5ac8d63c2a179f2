/** Keys of a secured yard that other users of the computer can get at. */
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './support/free-port';
import { HostedServer } from './support/hosted-server';
import { run } from './support/namespaces';
import { killAll, startServerInside } from './support/programs';
import { testUnless } from './support/test-unless';

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

/** Has a command see a folder on a read-only file system, in a mount namespace of its own. */
const readOnly = (folder: string) => [
  ...['unshare', '--mount', 'sh', '-c'],
  'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"',
  folder,
];
const [command, ...rest] = readOnly(tmpdir());
const fault = run(command ?? '', ...rest, 'true');

testUnless(
  fault && `there are no mount namespaces: ${fault}`,
  'a key that others can read, on a read-only file system, is told in words, and the yard opens with it',
  async () => {
    const first = await start();
    const invite = (await first.order('invite')).msg;
    await first.program.stop('SIGTERM');
    chmodSync(join(keys, 'server.key'), 0o644);
    const options = ['--json', '--secure', '--keys', keys];
    const server = await startServerInside(readOnly(keys), port, ...options);
    expect(server.output).toContain('server.key can be read by other users of this computer');
    expect(server.output).toContain('read-only file system');
    const serverKey = /key=([\w-]{43})/.exec(invite)?.[1];
    expect(serverKey).toBeDefined();
    expect(server.output).toContain(serverKey);
    expect(statSync(join(keys, 'server.key')).mode & 0o777).toBe(0o644);
  },
);
