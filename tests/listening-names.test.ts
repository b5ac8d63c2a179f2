/**
 * Where a server listens when it is given a name, on a computer that has IPv6 and IPv4 of it, in this order, or a link-local
 * address. It has these in a mount namespace with a hosts file of its own, and in a network namespace. Where none can be made
 * the tests are skipped, and their names say why.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './support/free-port';
import { insideNamespace, ip } from './support/namespaces';
import { killAll, Program, startServerInside } from './support/programs';
import { testUnless } from './support/test-unless';

const folder = mkdtempSync(join(tmpdir(), 'zeroyard-hosts-'));
const hosts = join(folder, 'hosts');
writeFileSync(hosts, '::1 localhost\n127.0.0.1 localhost\n');
const mounted = `mount --bind ${hosts} /etc/hosts && exec "$@"`;
const inside: [string, ...string[]] = ['unshare', '--mount', 'sh', '-c', mounted, 'sh'];

/** Where node looks localhost up first in there. */
function firstAddress(): string {
  const script = `require('node:dns').lookup('localhost', (_, address) => console.log(address))`;
  const [command, ...args] = [...inside, process.execPath, '-e', script];
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return error?.message ?? (stdout.trim() || stderr.trim());
}

const first = firstAddress();
const missing =
  first === '::1' ? undefined : `there are no mount namespaces with another hosts file: ${first}`;

const NAMESPACE = `zy-names-${process.pid}`;
const linked = insideNamespace(NAMESPACE);

const fault =
  ip('netns', 'add', NAMESPACE) ??
  ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up') ??
  ip('-n', NAMESPACE, 'addr', 'add', 'fe80::1/64', 'dev', 'lo', 'nodad');
const unlinked = fault && `there is no network namespace with a link-local address: ${fault}`;

afterEach(killAll);
afterAll(() => {
  ip('netns', 'delete', NAMESPACE);
  rmSync(folder, { recursive: true });
});

/** Joins the yard there for a second, and expects that it is found. */
async function expectFound(server: string, within: readonly string[]): Promise<void> {
  const player = new Program('player', ['--join', server, '--seconds', '1'], within);
  expect([await player.exit(), player.errors]).toEqual([0, '']);
}

for (const transport of ['zeromq', 'zmtp']) {
  testUnless(
    missing,
    `who hosts at localhost is found there and at 127.0.0.1, also where localhost is ::1 first (${transport})`,
    async () => {
      const port = await freePort();
      await startServerInside(inside, port, '--host', 'localhost', '--transport', transport);
      for (const host of ['localhost', '127.0.0.1']) await expectFound(`tcp://${host}:${port}`, inside);
    },
  );

  testUnless(
    unlinked,
    `who hosts at a link-local address is found at its interface (${transport})`,
    async () => {
      await startServerInside(linked, 5557, '--host', 'fe80::1%lo', '--transport', transport);
      await expectFound('tcp://[fe80::1%lo]:5557', linked);
    },
  );
}
