/** Secured yards, on both Routers: who has the key comes in, and nobody else hears a thing. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join as joinPath } from 'node:path';
import { promisify } from 'node:util';
import { CurveClient, framesIn, makePair } from '../server/net/zmtp/curve/curve-client.fixture';
import { greeting, ready } from '../server/net/zmtp/zmtp.fixture';
import { freePort } from './support/free-port';
import { killAll, Program, startServerInside } from './support/programs';
import { closeProxies, Proxy } from './support/proxy';
import { PYTHON_WITH_ZMQ, PYZMQ_OBSTACLE } from './support/python';
import { closePeers, RawPeer } from './support/raw-peer';
import { keysFolder, securedOptions, TEST_KEYS } from './support/secured';
import { testUnless } from './support/test-unless';
import { pause, until } from './support/until';

/** Of another server, as the package takes it. */
const OTHER_KEY_Z85 = 'F)z:d&%(rQIBY?8R/jb>NWZ?P/O$MMSX4YOj$?z7';
const HALF_HANDSHAKES = 300;
const serverKey = Buffer.from(TEST_KEYS.publicKey, 'base64url');

let port: number;
const sockets: Socket[] = [];
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  closePeers();
  closeProxies();
  await killAll();
});

/** A TCP connection to the server, with all that came. */
class Wire {
  received = Buffer.alloc(0);
  isClosed = false;
  private readonly socket: Socket;

  constructor(...pieces: Buffer[]) {
    this.socket = connect({ port, host: '127.0.0.1' });
    sockets.push(this.socket);
    this.socket.on('data', (chunk) => (this.received = Buffer.concat([this.received, chunk])));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => (this.isClosed = true));
    this.write(...pieces);
  }

  write(...pieces: Buffer[]): void {
    for (const piece of pieces) this.socket.write(piece);
  }

  /** The bodies of what came after the greeting. */
  get frames(): Buffer[] {
    return framesIn(this.received.subarray(64));
  }
}

describe.each(['zmtp', 'zeromq'])('by the Router %s', (transport) => {
  let server: Program;
  let watcher: RawPeer;

  beforeEach(async () => {
    server = await startServerInside([], port, '--keys', keysFolder(), '--transport', transport);
    watcher = new RawPeer(port, securedOptions());
    await watcher.introduce('Watcher');
  });

  /** The server lives, and nobody but the watcher is in its yard. */
  async function expectNobodyElse(): Promise<void> {
    await watcher.send({ address: '/ping', n: 99 });
    await watcher.until('/pong', ({ n }) => n === 99);
    expect(watcher.messages().filter(({ address }) => address === '/player/profile')).toEqual([]);
    expect(server.process.exitCode).toBeNull();
  }

  test('it says its invite, by which a headless player walks and talks in it', async () => {
    const invite = `zeroyard://join/127.0.0.1:${port}?key=${TEST_KEYS.publicKey}`;
    expect(server.output).toContain(`: others join ${invite} (`);
    const player = new Program('player', ['--join', invite, '--name', 'Ada', '--say', 'Hello']);
    await watcher.until('/player/said', ({ text }) => text === 'Hello');
    const { ids } = await watcher.until('/motions');
    expect(await player.stop('SIGTERM')).toBe(0);
    await watcher.until('/player/left', ({ id }) => id === ids[0]);
    expect(server.output + server.errors).not.toContain(TEST_KEYS.secretKey);
    expect(player.output + player.errors).not.toContain(TEST_KEYS.publicKey);
  });

  test("libzmq's Dealer walks, talks and leaves", async () => {
    const peer = new RawPeer(port, securedOptions());
    const id = await peer.introduce('Grace');
    await peer.send({ address: '/position', x: 100, y: 200 });
    await peer.send({ address: '/say', text: 'Good morning' });
    await watcher.until('/motions', ({ ids }) => ids[0] === id);
    await watcher.until('/player/said', (said) => said.id === id && said.text === 'Good morning');
    await peer.send({ address: '/leave' });
    await watcher.until('/player/left', (left) => left.id === id);
  });

  testUnless(
    PYZMQ_OBSTACLE,
    'pyzmq, of which docs and examples have the lines, walks and leaves',
    async () => {
      const address = `tcp://127.0.0.1:${port}?key=${TEST_KEYS.publicKey}`;
      await promisify(execFile)(PYTHON_WITH_ZMQ ?? '', ['examples/walk.py', address, '2']);
      const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Python');
      await watcher.until('/motions', ({ ids }) => ids[0] === id);
      await watcher.until('/player/left', (left) => left.id === id);
    },
  );

  test('a Dealer in the clear, and one with another key, hear nothing, and the server lives', async () => {
    const others = [new RawPeer(port, {}), new RawPeer(port, securedOptions(OTHER_KEY_Z85))];
    for (const peer of others)
      void peer
        .send({ address: '/profile', protocol: 2, name: 'Mallory', colour: '' })
        .catch(() => undefined);
    await pause(1500);
    for (const peer of others) expect(peer.receivedFrames).toEqual([]);
    await expectNobodyElse();
  });

  test('whoever greets in the clear by hand, or with another key, is sent no word of the yard', async () => {
    const plain = new Wire(greeting(), ready());
    const wrong = new Wire(CurveClient.GREETING, new CurveClient(makePair().publicKey).hello());
    await until('both to be closed', () => plain.isClosed && wrong.isClosed);
    expect(plain.frames.map((body) => body.toString('latin1', 1, 6))).toEqual(
      transport === 'zmtp' ? ['ERROR'] : [],
    );
    expect(wrong.frames).toEqual([]);
    await expectNobodyElse();
  });

  test('half handshakes by the hundred keep nobody out', async () => {
    const halves = Array.from({ length: HALF_HANDSHAKES }, (_, i) => {
      const hello = new CurveClient(serverKey).hello();
      return i % 3 === 0
        ? new Wire()
        : new Wire(CurveClient.GREETING, i % 3 === 1 ? hello : hello.subarray(0, i % 202));
    });
    await until('some to be welcomed', () => halves.some(({ frames }) => frames.length > 0));
    const late = new RawPeer(port, securedOptions());
    await late.introduce('Late');
    await watcher.until('/player/profile', ({ name }) => name === 'Late');
    expect(server.process.exitCode).toBeNull();
  });

  test('what was recorded on the way opens nothing when it is said again', async () => {
    const proxy = await Proxy.open(port);
    const peer = new RawPeer(proxy.port, securedOptions());
    await peer.introduce('Ada');
    await watcher.until('/player/profile', ({ name }) => name === 'Ada');
    peer.close();
    const { id } = await watcher.until('/player/left');
    const recorded = proxy.fromPeers;
    const again = [new Wire(recorded), new Wire(recorded.subarray(0, 64))];
    // As it was said: each step after the answer to the one before.
    await until('the greeting', () => (again[1]?.received.length ?? 0) >= 64);
    again[1]?.write(recorded.subarray(64, 266));
    await until('a WELCOME', () => (again[1]?.frames.length ?? 0) > 0);
    again[1]?.write(recorded.subarray(266));
    await until('both to be closed', () => again.every(({ isClosed }) => isClosed));
    expect(again.map(({ frames }) => frames.filter((body) => body.includes('READY')))).toEqual([[], []]);
    const ids = watcher.messages().flatMap((told) => (told.address === '/player/profile' ? [told.id] : []));
    expect(new Set(ids)).toEqual(new Set([id]));
  });
});

test('a yard that announces itself is listed with its invite, which promises nobody to be let in', async () => {
  await startServerInside([], port, '--keys', keysFolder(), '--name', `Yard ${port}`, '--announce-on', 'lo');
  const finder = new Program('find', []);
  const invite = `zeroyard://join/127.0.0.1:${port}?key=${TEST_KEYS.publicKey}`;
  await until('the invite', () =>
    finder.output.includes(
      `here  ${invite}  Yard ${port}  0 of 64 players, secured: it may ask for an invite of its host, or its host first\n`,
    ),
  );
});

test('keys are made once; a file that is damaged is refused in words, and nothing of it is said', async () => {
  const folder = joinPath(keysFolder(), 'new');
  const first = await startServerInside([], port, '--keys', folder);
  const keyOf = ({ output }: Program) => /\?key=([\w-]{43})/.exec(output)?.[1];
  const key = keyOf(first);
  expect(key).toMatch(/./);
  expect(key).not.toBe(TEST_KEYS.publicKey);
  await first.stop('SIGTERM');
  const second = await startServerInside([], port, '--keys', folder);
  expect(keyOf(second)).toBe(key);
  await second.stop('SIGTERM');
  const file = joinPath(folder, 'server.key');
  const damaged = readFileSync(file, 'utf8').replace('{', '');
  writeFileSync(file, damaged);
  const third = new Program('server', ['--port', String(port), '--keys', folder]);
  expect(await third.exit()).toBe(1);
  expect(third.errors).toContain(`${file} is damaged`);
  const { secretKey } = JSON.parse(`{${damaged}`) as Record<string, string>;
  for (const { output, errors } of [first, second, third]) expect(output + errors).not.toContain(secretKey);
  expect(readFileSync(file, 'utf8')).toBe(damaged);
});
