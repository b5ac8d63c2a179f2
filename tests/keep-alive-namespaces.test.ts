/**
 * A player whose server's computer vanishes without a word, in network namespaces: nothing leaves them. Where they cannot be made
 * the test is skipped, and the name of the skip says why.
 */
import { spawnSync } from 'node:child_process';
import { insideNamespace, ip } from './support/namespaces';
import { killAll, Program, startServerInside } from './support/programs';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

const [HOST, GUEST] = [`zy-keep-a-${process.pid}`, `zy-keep-b-${process.pid}`];
const [HOST_END, GUEST_END] = [`zk${process.pid % 10_000}a`, `zk${process.pid % 10_000}b`];
const PORT = 5557;
/** The keep-alive takes some 6 s, of which the system makes more when it retransmits. */
const VANISH_DEADLINE_MS = 60_000;
jest.setTimeout(2 * VANISH_DEADLINE_MS);

const fault =
  ip('netns', 'add', HOST) ??
  ip('netns', 'add', GUEST) ??
  ip('-n', HOST, 'link', 'add', HOST_END, 'type', 'veth', 'peer', 'name', GUEST_END, 'netns', GUEST) ??
  ip('-n', HOST, 'addr', 'add', '10.99.8.1/24', 'dev', HOST_END) ??
  ip('-n', GUEST, 'addr', 'add', '10.99.8.2/24', 'dev', GUEST_END) ??
  ip('-n', HOST, 'link', 'set', HOST_END, 'up') ??
  ip('-n', GUEST, 'link', 'set', GUEST_END, 'up');
const missing = fault && `there are no network namespaces: ${fault}`;

afterEach(killAll);
afterAll(() => {
  for (const namespace of [HOST, GUEST]) ip('netns', 'delete', namespace);
});

/** How many connections to the server the player's system has. */
function established(): number {
  const filter = ['-H', '-n', '-t', 'state', 'established', 'dport', '=', `:${PORT}`];
  const [command, ...args] = [...insideNamespace(GUEST), 'ss', ...filter];
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ss failed: ${stderr}`);
  return stdout.split('\n').filter((line) => line !== '').length;
}

testUnless(
  missing,
  'a connection to a host that vanished is ended by the keep-alive, and there is a new one when the host is back',
  async () => {
    const server = await startServerInside(
      insideNamespace(HOST),
      PORT,
      '--host',
      '10.99.8.1',
      '--log-level',
      'debug',
    );
    const arrivals = () => server.output.split('\n').filter((line) => line.includes('Ada')).length;
    new Program(
      'player',
      ['--join', `10.99.8.1:${PORT}`, '--name', 'Ada', '--walk', 'none'],
      insideNamespace(GUEST),
    );
    await until('the player to be in', () => established() === 1 && arrivals() > 0);
    // Both computers answer nothing any more, not even their systems: neither end is told of it.
    expect(ip('-n', HOST, 'route', 'add', 'blackhole', '10.99.8.2/32')).toBeUndefined();
    await until('the connection to be ended', () => established() === 0, VANISH_DEADLINE_MS);
    expect(ip('-n', HOST, 'route', 'delete', 'blackhole', '10.99.8.2/32')).toBeUndefined();
    await until('a new connection', () => established() === 1, VANISH_DEADLINE_MS);
  },
);
