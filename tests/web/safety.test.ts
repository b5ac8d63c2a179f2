/** Whom the web shell lets in, and that nobody who comes in can hurt the others. */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { MESSAGE_MAX_BYTES } from '../../shared/config';
import * as pictures from '../support/pictures';
import { freePort } from '../support/free-port';
import { killAll, Program, startServer } from '../support/programs';
import { seeded } from '../../shared/random';
import { chooseSeed, pick } from '../support/random';
import { closePeers, RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { expectUndisturbed } from '../support/walks';
import { closePages, dial, FakePage, startWeb, type Visit } from '../support/web';

let port: number;
let yardPort: number;
beforeEach(async () => {
  [port, yardPort] = [await freePort(), await freePort()];
});
afterEach(async () => {
  closePages();
  pictures.leaveAll();
  closePeers();
  await killAll();
});

async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const asked = request({ port, path, method, headers, host: '127.0.0.1' }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** The status with which a WebSocket is refused; 101 where it is opened. */
async function knock(visit: Visit): Promise<number | undefined> {
  const socket = dial(port, visit);
  return Promise.race([
    once(socket, 'open').then(() => 101),
    once(socket, 'unexpected-response').then(([, response]) => (response as IncomingMessage).statusCode),
  ]);
}

describe('the door', () => {
  test('on loopback it needs no token, and is open to its own page alone', async () => {
    const { url } = await startWeb(port, yardPort);
    expect(url.href).toBe(`http://127.0.0.1:${port}/`);
    expect((await get('/')).status).toBe(200);
    const own = `http://127.0.0.1:${port}`;
    expect(await knock({ origin: own })).toBe(101);
    expect(await knock({ origin: 'http://evil.example' })).toBe(403);
    expect(await knock({ origin: `http://localhost:${port}` })).toBe(403);
    expect(await knock({ origin: undefined })).toBe(403);
    expect(await knock({ origin: own, path: '/' })).toBe(404);
  });

  test('a name of somebody else that leads here (DNS rebinding) is answered with nothing', async () => {
    await startWeb(port, yardPort);
    const host = `evil.example:${port}`;
    expect(await get('/', { host })).toMatchObject({ status: 421 });
    expect(await knock({ host, origin: `http://${host}` })).toBe(421);
    expect((await get('/', { host: `localhost:${port}` })).status).toBe(200);
  });

  test('to the network the page, its manifest and its WebSocket need the token of the printed URL', async () => {
    const { url } = await startWeb(port, yardPort, '--host', '0.0.0.0');
    const token = url.searchParams.get('token') ?? '';
    expect(token).toMatch(/^[\w-]{22}$/);
    const origin = `http://127.0.0.1:${port}`;
    const manifest = '/zeroyard.webmanifest';
    for (const wrong of ['', 'x'.repeat(22), token.slice(1)]) {
      for (const path of ['/', manifest]) {
        const { status, body } = await get(`${path}?token=${wrong}`);
        expect(status).toBe(403);
        expect(body).toContain('This address does not open the yard');
        expect(body).not.toContain(token);
      }
      expect(await knock({ origin, token: wrong })).toBe(403);
    }
    const page = await get(`/?token=${token}`);
    expect(page).toMatchObject({ status: 200, headers: { 'referrer-policy': 'no-referrer' } });
    expect(JSON.parse((await get(`${manifest}?token=${token}`)).body)).toMatchObject({
      start_url: `/?token=${token}`,
    });
    expect(await knock({ origin, token })).toBe(101);
    // The token is of this run alone.
    const again = await startWeb(await freePort(), yardPort, '--host', '0.0.0.0');
    expect(again.url.searchParams.get('token')).not.toBe(token);
  });

  test('what is served is the page, under a strict policy, and nothing else', async () => {
    await startWeb(port, yardPort);
    const { headers, body } = await get('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(body).not.toMatch(/<script(?![^>]*src=)/);
    const script = /src="(\/assets\/page-[^"]+)"/.exec(body)?.[1] ?? '';
    const found = await get(script, { 'accept-encoding': 'gzip' });
    expect(found).toMatchObject({ status: 200, headers: { 'content-encoding': 'gzip' } });
    expect(found.headers['cache-control']).toContain('immutable');
    const etag = headers.etag ?? '';
    expect(await get('/', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    for (const path of [
      '/assets/',
      '/assets',
      '/index.html',
      '/../build/web.js',
      '/%2e%2e/build/web.js',
      '/..%2fbuild/web.js',
      '//x',
      '*',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get('/', {}, method)).status).toBe(405);
  });
});

describe('a page', () => {
  test('is a player like any other, sees what happens, and leaves when it closes', async () => {
    await startServer(yardPort);
    await startWeb(port, yardPort);
    const watcher = new RawPeer(yardPort);
    await watcher.introduce('Watcher');
    const page = await FakePage.enter(port, 'Ada');
    const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Ada');
    page.send({ address: '/position', x: 100, y: 200.5 });
    const here = await watcher.until('/positions', ({ ids }) => ids.includes(id));
    expect([here.xs[0], here.ys[0]]).toEqual([100, 200.5]);
    await watcher.send({ address: '/position', x: 300, y: 400 });
    await page.until('/positions', ({ xs }) => xs[0] === 300);
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
    page.send({ address: 'join', target: '127.0.0.1:22' });
    const { reason } = await page.until('fault', ({ about }) => about === 'join');
    expect(reason).toBe(`This page leads to the yard at tcp://127.0.0.1:${yardPort} alone.`);
    page.send({ address: 'host', name: 'Mine', reach: 'network', port: 5557 });
    await page.until('fault', ({ about }) => about === 'host');
    page.send({ address: 'leave' });
    await page.until('lobby');
    page.told.length = 0;
    page.send({ address: 'join', target: `tcp://127.0.0.1:${yardPort}` });
    await page.until('connection', ({ state }) => state === 'present');
  });

  test('that sends a message over the limit is closed, and so is one that floods', async () => {
    await startServer(yardPort);
    await startWeb(port, yardPort);
    const [talker, flooder] = [await FakePage.enter(port, 'Talker'), await FakePage.enter(port, 'Flooder')];
    talker.sendFrame('x'.repeat(MESSAGE_MAX_BYTES + 1));
    expect(await talker.untilClosed()).toMatchObject({ code: 1009 });
    for (let i = 0; i < 1000; i++) flooder.send({ address: '/position', x: i, y: 0 });
    expect(await flooder.untilClosed()).toEqual({ code: 1008, reason: 'Too many messages.' });
  });

  test('too many is told so, and comes in when one has gone', async () => {
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
    for (const text of ['{"address":"profile","name":"Sleeper","color":"#e69f00"}', '{"address":"enter"}']) {
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

test('10,000 random, truncated and oversized messages from 10 connections disturb nobody', async () => {
  const random = seeded(chooseSeed('Messages to the web shell'));
  await startServer(yardPort);
  const { program } = await startWeb(port, yardPort);
  const [ada, grace] = [pictures.join(yardPort, 'Ada'), pictures.join(yardPort, 'Grace')];
  const bystander = await FakePage.enter(port, 'Bystander');
  let sent = 0;
  const fuzzing = Promise.all(
    Array.from({ length: 10 }, async () => {
      let page = await FakePage.open(port);
      for (let i = 0; i < 1000; i++) {
        // Some of them get the connection closed: then the next one goes on.
        if (page.socket.readyState !== page.socket.OPEN) page = await FakePage.open(port);
        page.sendFrame(nonsense(random));
        sent++;
        if (i % 50 === 0) await pause(5);
      }
    }),
  );
  let isOver = false;
  void fuzzing.then(() => (isOver = true));
  await expectUndisturbed([ada, grace], () => isOver);
  await fuzzing;
  expect(sent).toBe(10_000);
  expect(bystander.closed).toBeUndefined();
  expect(program.process.exitCode).toBeNull();
  expect(program.errors).toBe('');
  bystander.told.length = 0;
  await bystander.until('/yard');
});

const VALID = [
  '{"address":"profile","name":"Ada","color":"#e69f00"}',
  '{"address":"/say","text":"Hello"}',
  '{"address":"join","target":"tcp://127.0.0.1:1"}',
  '{"address":"host","name":"x","reach":"network","port":1}',
  '{"address":"leave"}',
  '{"address":"enter","position":{"x":1,"y":2}}',
];

function nonsense(random: () => number): string | Uint8Array<ArrayBuffer> {
  const whole = VALID[pick(random, VALID.length)] ?? '';
  switch (pick(random, 8)) {
    case 0:
      return Uint8Array.from({ length: pick(random, 64) }, () => pick(random, 256));
    case 1:
      return Uint8Array.from({ length: 8 }, () => pick(random, 256));
    case 2:
      return String.fromCodePoint(...Array.from({ length: 20 }, () => pick(random, 0xd000)));
    case 3:
      return '['.repeat(pick(random, MESSAGE_MAX_BYTES));
    case 4:
      return whole.replace(
        /"[^"]*"}/,
        () => `${['7', 'null', '{}', '"\\u0000"', '1e999'][pick(random, 5)] ?? ''}}`,
      );
    case 5:
      return pick(random, 10) === 0 ? 'x'.repeat(MESSAGE_MAX_BYTES + pick(random, 10_000)) : '';
    default:
      return whole.slice(0, pick(random, whole.length));
  }
}

test('a wrong option, and a port that is taken, are said in a sentence', async () => {
  await startWeb(port, yardPort);
  const second = new Program('web', ['--port', String(port)]);
  expect(await second.exit()).toBe(1);
  expect(second.errors).toContain(`zeroyard-web: Port ${port} on 127.0.0.1 is taken by another program`);
  const wrong = new Program('web', ['--prot', '1']);
  expect(await wrong.exit()).toBe(2);
  expect(wrong.errors).toContain("unknown option '--prot' (Did you mean --port?)");
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
