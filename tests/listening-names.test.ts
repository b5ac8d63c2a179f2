/**
 * Where a server listens when it is given a name, on a computer that has IPv6 and IPv4 of it, in this order. It has that in a
 * mount namespace with a hosts file of its own. Where none can be made the tests are skipped, and their names say why.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './support/free-port';
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

afterEach(killAll);
afterAll(() => rmSync(folder, { recursive: true }));

for (const transport of ['zeromq', 'zmtp'])
  testUnless(
    missing,
    `who hosts at localhost is found there and at 127.0.0.1, also where localhost is ::1 first (${transport})`,
    async () => {
      const port = await freePort();
      await startServerInside(inside, port, '--host', 'localhost', '--transport', transport);
      for (const host of ['localhost', '127.0.0.1']) {
        const player = new Program('player', ['--join', `tcp://${host}:${port}`, '--seconds', '1'], inside);
        expect([await player.exit(), player.errors]).toEqual([0, '']);
      }
    },
  );
