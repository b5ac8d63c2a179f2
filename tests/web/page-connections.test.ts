/** What a page may do in the yard, and when it is closed. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { MESSAGE_MAX_BYTES } from '../../shared/config';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { closePages, FakePage, startWeb } from '../support/web';

let port: number;
let yardPort: number;
beforeEach(async () => {
  [port, yardPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  closePages();
  closePeers();
  await killAll();
});

describe('a page', () => {
  test('is a player like any other, sees what happens, and leaves when it closes', async () => {
    await startServer(yardPort);
    await startWeb(port, yardPort);
    const watcher = new RawPeer(yardPort);
    await watcher.introduce('Watcher');
    const page = await FakePage.enter(port, 'Ada');
    const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Ada');
    page.send({ address: '/motion', x: 100, y: 200.5, vx: 0, vy: 0 });
    const here = await watcher.until('/motions', ({ ids }) => ids.includes(id));
    expect([here.xs[0], here.ys[0]]).toEqual([100, 200.5]);
    await watcher.send({ address: '/position', x: 300, y: 400 });
    await page.until('/motions', ({ xs }) => xs[0] === 300);
    page.send({ address: '/say', text: 'Hello' });
    await watcher.until('/player/said', (said) => said.id === id && said.text === 'Hello');
    page.socket.close();
    await watcher.until('/player/left', (left) => left.id === id);
  });

  test('is led to the one yard, and hosts none', async () => {
    await startServer(yardPort, '--name', 'Ours');
    await startWeb(port, yardPort);
    const page = await FakePage.enter(port, 'Ada');
    await page.until('fixedYard', ({ yard }) => yard.name === 'Ours');
    page.send({ address: 'join', target: '127.0.0.1:22', name: undefined });
    const { reason } = await page.until('fault', ({ about }) => about === 'join');
    expect(reason).toBe(`This page leads to the yard at tcp://127.0.0.1:${yardPort} alone.`);
    page.send({
      address: 'host',
      name: 'Mine',
      reach: 'network',
      access: 'open',
      port: 5557,
      size: 'medium',
    });
    await page.until('fault', ({ about }) => about === 'host');
    page.send({ address: 'leave' });
    await page.until('lobby');
    page.received.length = 0;
    page.send({ address: 'join', target: `tcp://127.0.0.1:${yardPort}`, name: undefined });
    await page.until('connection', ({ state }) => state === 'present');
  });

  test('that sends a message over the limit is closed, and so is one that floods', async () => {
    await startServer(yardPort);
    await startWeb(port, yardPort);
    const [talker, flooder] = [await FakePage.enter(port, 'Talker'), await FakePage.enter(port, 'Flooder')];
    talker.sendFrame('x'.repeat(MESSAGE_MAX_BYTES + 1));
    expect(await talker.untilClosed()).toMatchObject({ code: 1009 });
    for (let i = 0; i < 1000; i++) flooder.send({ address: '/motion', x: i, y: 0, vx: 0, vy: 0 });
    expect(await flooder.untilClosed()).toEqual({ code: 1008, reason: 'Too many messages.' });
  });

  test('too many is refused with the reason, and comes in when one has gone', async () => {
    await startServer(yardPort);
    await startWeb(port, yardPort, '--max-pages', '2');
    const [first] = [await FakePage.enter(port, 'First'), await FakePage.enter(port, 'Second')];
    const third = await FakePage.open(port);
    expect(await third.untilClosed()).toEqual({
      code: 1013,
      reason: '2 pages are open already, which is all.',
    });
    first.socket.close();
    await first.untilClosed();
    await FakePage.enter(port, 'Fourth');
  });

  test('that stops reading is dropped, and its player leaves', async () => {
    await startServer(yardPort);
    await startWeb(port, yardPort);
    // A guest, who may be silent for as long as it likes.
    const watcher = new RawPeer(yardPort);
    await watcher.send({ address: '/ping', n: 1 });
    // A WebSocket by hand, of which nothing more is read and no ping answered.
    const socket = connect(port, '127.0.0.1');
    const headers = ['GET /bridge HTTP/1.1', `Host: 127.0.0.1:${port}`, `Origin: http://127.0.0.1:${port}`];
    const upgrade = ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
    const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
    socket.write([...headers, ...upgrade, key, '', ''].join('\r\n'));
    await once(socket, 'data');
    socket.pause();
    for (const text of ['{"address":"profile","name":"Sleeper","colour":"#e69f00"}', '{"address":"enter"}']) {
      // A masked text frame (RFC 6455, 5.2); the mask is zero.
      socket.write(Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]));
      socket.write(text);
    }
    const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Sleeper');
    await watcher.until('/player/left', (left) => left.id === id);
    socket.resume();
    await once(socket, 'close');
  });
});

test('its end tells every page, and its own yard that they left', async () => {
  await startServer(yardPort);
  const { program } = await startWeb(port, yardPort);
  const watcher = new RawPeer(yardPort);
  await watcher.introduce('Watcher');
  const page = await FakePage.enter(port, 'Ada');
  const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Ada');
  const code = program.stop('SIGTERM');
  expect(await page.untilClosed()).toMatchObject({ code: 1001 });
  await watcher.until('/player/left', (left) => left.id === id);
  expect(await code).toBe(0);
  await until('its last words', () => program.output.includes('All pages are closed (SIGTERM).'));
});
