/**
 * What the own Router does about addresses and about computers that vanish, in network namespaces: nothing leaves them. Where
 * they cannot be made the tests are skipped, and the name of the skip says why.
 */
import { spawn, spawnSync } from 'node:child_process';
import { greeting20 } from '../server/net/zmtp/zmtp.fixture';
import { insideNamespace, ip } from './support/namespaces';
import { killAll } from './support/programs';
import { testUnless } from './support/test-unless';
import { pause, until } from './support/until';
import { ZmtpEcho } from './support/zmtp-echo-process';

const [HOST, GUEST] = [`zy-zmtp-a-${process.pid}`, `zy-zmtp-b-${process.pid}`];
const [HOST_END, GUEST_END] = [`zz${process.pid % 10_000}a`, `zz${process.pid % 10_000}b`];
/** The keep-alive takes 15 s. */
const VANISH_DEADLINE_MS = 50_000;
jest.setTimeout(VANISH_DEADLINE_MS + 20_000);

const fault =
  ip('netns', 'add', HOST) ??
  ip('netns', 'add', GUEST) ??
  ip('-n', HOST, 'link', 'set', 'lo', 'up') ??
  ip('-n', HOST, 'link', 'add', HOST_END, 'type', 'veth', 'peer', 'name', GUEST_END, 'netns', GUEST) ??
  ip('-n', HOST, 'addr', 'add', '10.99.9.1/24', 'dev', HOST_END) ??
  ip('-n', GUEST, 'addr', 'add', '10.99.9.2/24', 'dev', GUEST_END) ??
  ip('-n', HOST, 'link', 'set', HOST_END, 'up') ??
  ip('-n', GUEST, 'link', 'set', GUEST_END, 'up');
const missing = fault && `there are no network namespaces: ${fault}`;

afterEach(killAll);
afterAll(() => {
  for (const namespace of [HOST, GUEST]) ip('netns', 'delete', namespace);
});

/** How many of five connections between these are greeted. */
function greeted(namespace: string, host: string, port: number): number {
  const script = `
    const { connect } = require('node:net');
    const sockets = Array.from({ length: 5 }, () => connect({ port: ${port}, host: '${host}' }));
    const [greeted, closed] = [new Set(), new Set()];
    const look = () => {
      if (greeted.size + closed.size < 5) return;
      console.log(greeted.size);
      process.exit();
    };
    for (const socket of sockets) {
      socket.on('error', () => {});
      socket.on('data', () => look(greeted.add(socket)));
      socket.on('close', () => look(closed.add(socket)));
    }`;
  const [command, ...args] = [...insideNamespace(namespace), process.execPath, '-e', script];
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 10_000 });
  if (!stdout) throw new Error(`It said nothing but: ${stderr}`);
  return Number(stdout);
}

testUnless(
  missing,
  'an address has no more connections than it may; loopback has as many as it likes',
  async () => {
    const echo = await ZmtpEcho.start({ host: '::', maxPerAddress: 3 }, insideNamespace(HOST));
    const { port } = echo.report;
    const all = [
      greeted(GUEST, '10.99.9.1', port),
      greeted(HOST, '127.0.0.1', port),
      greeted(HOST, '::1', port),
    ];
    expect(all).toEqual([3, 5, 5]);
    // They have gone, so there is room again.
    await until('room', () => greeted(GUEST, '10.99.9.1', port) === 3);
  },
);

testUnless(
  missing,
  'a peer that cannot answer PING, and whose computer vanishes, is closed by the keep-alive',
  async () => {
    const echo = await ZmtpEcho.start({ host: '10.99.9.1' }, insideNamespace(HOST));
    const script = `
      require('node:net').connect(${echo.report.port}, '10.99.9.1')
        .on('error', () => {}).write(Buffer.from('${greeting20().toString('hex')}', 'hex'));`;
    const [command, ...args] = [...insideNamespace(GUEST), process.execPath, '-e', script];
    const peer = spawn(command, args);
    try {
      await until('it to be opened', () => echo.report.opened === 1);
      // What is on its way arrives. Then it answers nothing any more, not even its system.
      await pause(500);
      expect(ip('-n', GUEST, 'route', 'add', 'blackhole', '10.99.9.1/32')).toBeUndefined();
      await until('it to be closed', () => echo.report.closed['ended'] === 1, VANISH_DEADLINE_MS);
    } finally {
      peer.kill('SIGKILL');
    }
  },
);
