/** Forged datagrams where yards are looked for end neither a yard nor who looks for one. In a network namespace of their own. */
import { encodeBeacon, type Beacon } from '../shared/protocol/beacons';
import { freePort } from './support/free-port';
import { insideNamespace, run } from './support/namespaces';
import { killAll, Program, startServerInside } from './support/programs';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

const NAMESPACE = `zy-beacons-${process.pid}`;
const inside = insideNamespace(NAMESPACE);

const obstacle =
  run('ip', 'netns', 'add', NAMESPACE) ??
  run('ip', '-n', NAMESPACE, 'link', 'set', 'lo', 'up') ??
  run('python3', '--version');
afterEach(killAll);
afterAll(() => run('ip', 'netns', 'delete', NAMESPACE));

function forge(beacon: Beacon): void {
  const payload = Buffer.from(encodeBeacon(beacon)).toString('hex');
  expect(run(...inside, 'python3', 'tests/support/from-port-0.py', payload)).toBeUndefined();
}

testUnless(
  obstacle && `there are no network namespaces, or no python3: ${obstacle}`,
  'a question and a beacon that come from port 0 end neither a yard nor who looks for yards',
  async () => {
    const port = await freePort();
    const server = await startServerInside(inside, port, '--announce-on', 'lo', '--name', 'The yard');
    forge({ address: '/yard/where', protocol: 1 });
    // It binds the beacons' port last, so the forged beacon is sent until a true one has arrived.
    const find = new Program('find', [], inside);
    await until('the yard to be found', () => {
      forge({ address: '/yard/here', protocol: 1, name: 'Forged', port: 5557, players: 1, maxPlayers: 2 });
      return find.output.includes('The yard') || find.process.exitCode !== null;
    });
    expect([server.process.exitCode, server.errors]).toEqual([null, '']);
    expect(find.errors).toBe('');
    expect(find.output).not.toContain('Forged');
  },
);
