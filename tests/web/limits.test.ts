/** What one page or one address may take of the web shell: never what the others need. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { closePages, FakePage, startWeb, startWebInside } from '../support/web';

let port: number;
let yardPort: number;
const raw = new Set<Socket>();
beforeEach(async () => {
  [port, yardPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  closePages();
  closePeers();
  for (const socket of raw) socket.destroy();
  raw.clear();
  await killAll();
});

/** A connection that never says that it ends. */
async function openRaw(): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  raw.add(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** The path of the renderer's script. */
async function largestScript(url: URL): Promise<string> {
  const html = await (await fetch(url)).text();
  return /src="([^"]*\/index-[^"]+\.js)"/.exec(html)?.[1]?.replace(/^\./, '') ?? '';
}

test('300 half-closed upgrades without a token lock nobody out', async () => {
  const { url } = await startWeb(port, yardPort, '--host', '0.0.0.0');
  const request = [
    'GET /bridge HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  let refused = 0;
  for (let i = 0; i < 300; i++) {
    const socket = await openRaw();
    socket.on('data', (bytes) => (refused += bytes.toString().startsWith('HTTP/1.1 403') ? 1 : 0));
    socket.write([...request, '', ''].join('\r\n'));
  }
  await until('all to be refused', () => refused === 300);
  url.hostname = '127.0.0.1';
  expect((await fetch(url)).status).toBe(200);
  const token = url.searchParams.get('token');
  const page = await FakePage.open(port, { token });
  expect(page.closed).toBeUndefined();
});

test('who takes in nothing of what it asked for is disconnected', async () => {
  const { url } = await startWeb(port, yardPort);
  const script = await largestScript(url);
  const { length } = await (await fetch(new URL(script, url))).text();
  const socket = await openRaw();
  // By its end, or by a reset, since some of the requests were never read.
  const closed = new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
  socket.on('error', () => undefined);
  socket.pause();
  const requests = 100;
  for (let i = 0; i < requests; i++)
    socket.write(`GET ${script} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  // Longer than the shell waits, which is the only way to see that it waits no longer.
  await pause(15_000);
  let received = 0;
  socket.on('data', (bytes) => (received += bytes.length));
  socket.resume();
  await closed;
  expect(received).toBeLessThan(requests * length);
}, 60_000);

test('a page that comes and goes without end has one socket at a time, and no other page notices', async () => {
  await startServer(yardPort);
  // So few descriptors that some sockets too many are the end of them all.
  const few = ['sh', '-c', 'ulimit -n 120 && exec "$@"', 'sh'];
  const { program } = await startWebInside(few, port, yardPort);
  const bystander = await FakePage.enter(port, 'Bystander');
  const churning = await FakePage.enter(port, 'Churning');
  churning.received.length = 0;
  // As many messages at once as a page may send.
  for (let i = 0; i < 170; i++) {
    churning.send({ address: 'leave' });
    churning.send({ address: 'enter', position: undefined });
  }
  await churning.until('connection', ({ state }) => state === 'present');
  expect(program.errors).toBe('');
  expect(program.process.exitCode).toBeNull();
  expect([bystander.closed, churning.closed]).toEqual([undefined, undefined]);
  bystander.received.length = 0;
  await bystander.until('/yard');
});

test('a page that connects anew replaces its own silent connection', async () => {
  await startServer(yardPort);
  await startWeb(port, yardPort, '--max-pages', '2');
  const watcher = new RawPeer(yardPort);
  await watcher.introduce('Watcher');
  const id = 'a'.repeat(22);
  const silent = await FakePage.enter(port, 'Ada', { page: id });
  const other = await FakePage.enter(port, 'Grace', { page: 'b'.repeat(22) });
  const before = await watcher.until('/player/profile', ({ name }) => name === 'Ada');
  const again = await FakePage.enter(port, 'Ada again', { page: id });
  expect(await silent.untilClosed()).toMatchObject({ code: 4000 });
  await watcher.until('/player/profile', ({ name }) => name === 'Ada again');
  const addresses = watcher
    .messages()
    .flatMap((message) =>
      (message.address === '/player/left' && message.id === before.id) ||
      (message.address === '/player/profile' && message.name === 'Ada again')
        ? [message.address]
        : [],
    );
  expect(addresses.slice(0, 2)).toEqual(['/player/left', '/player/profile']);
  expect([again.closed, other.closed]).toEqual([undefined, undefined]);
});
