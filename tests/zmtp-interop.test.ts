/** The own Router with the peers that other libraries are: what each sends comes back as it was, and is what it expects. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { Dealer, Pair, Request, Router } from 'zeromq';
import { MESSAGE_MAX_BYTES } from '../shared/config';
import { RawZmtpPeer, Served, stopAll } from '../server/net/zmtp/router.fixture';
import { greeting20, message, ROUTER_GREETING_20 } from '../server/net/zmtp/zmtp.fixture';
import { PYTHON_WITH_ZMQ, PYZMQ_OBSTACLE } from './support/python';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

const run = promisify(execFile);
const JEROMQ = '/usr/share/java/jeromq.jar';
const succeeds = (command: string, args: string[]) => spawnSync(command, args).status === 0;
const noJava = !succeeds('java', ['-version'])
  ? 'there is no java'
  : existsSync(JEROMQ)
    ? undefined
    : 'there is no libjeromq-java';

const sockets = new Set<{ close(): void; closed: boolean }>();
let served: Served;
let address: string;

/** An echo. */
async function listen(): Promise<Served> {
  served = new Served();
  served.onContent = (connection, content) => {
    if (typeof content !== 'string') served.router.send(connection, content);
  };
  await served.listen();
  address = `tcp://127.0.0.1:${served.port}`;
  return served;
}

beforeEach(listen);
afterEach(() => {
  for (const socket of sockets) if (!socket.closed) socket.close();
  sockets.clear();
  stopAll();
});

function open<S extends { close(): void; closed: boolean; connect(address: string): void }>(socket: S): S {
  sockets.add(socket);
  socket.connect(address);
  return socket;
}

const dealer = (options: ConstructorParameters<typeof Dealer>[0] = {}) =>
  open(new Dealer({ linger: 0, receiveTimeout: 10_000, sendHighWaterMark: 0, ...options }));

/** Sends messages of many lengths, some of them on their way at the same time, and expects each to come back. */
async function expectEchoes(peer: Dealer, count: number): Promise<void> {
  const payload = (i: number): Buffer => Buffer.alloc(Math.floor((i * MESSAGE_MAX_BYTES) / count), i);
  const sending = (async () => {
    for (let i = 1; i <= count; i++) await peer.send(['', payload(i)]);
  })();
  let echoed = 0;
  for (let i = 1; i <= count; i++) {
    const [delimiter, echo, ...rest] = await peer.receive();
    if (delimiter?.length === 0 && echo?.equals(payload(i)) && rest.length === 0) echoed++;
  }
  expect(echoed).toBe(count);
  await sending;
}

test("libzmq's Dealer: 1,000 messages up to the greatest length come back as they were", async () => {
  await expectEchoes(dealer(), 1000);
});

test('a message without a delimiter comes back with one', async () => {
  const peer = dealer();
  await peer.send('Client1');
  expect((await peer.receive()).map(String)).toEqual(['', 'Client1']);
});

test('a Req and a Router of libzmq are peers too', async () => {
  const req = open(new Request({ linger: 0, receiveTimeout: 10_000 }));
  await req.send('asked');
  expect((await req.receive()).map(String)).toEqual(['asked']);
  const router = open(new Router({ linger: 0, receiveTimeout: 10_000 }));
  await until('the Router to be opened', () => served.connections.length === 2);
  served.router.send(served.connection(1), Buffer.from('to a Router'));
  const [id, ...frames] = await router.receive();
  expect(frames.map(String)).toEqual(['', 'to a Router']);
  await router.send([id ?? '', '', 'answered']);
  expect((await router.receive()).slice(1).map(String)).toEqual(['', 'answered']);
});

test('200 Dealers at once each get their own', async () => {
  await Promise.all(Array.from({ length: 200 }, () => expectEchoes(dealer(), 20)));
  expect(served.connections).toHaveLength(200);
});

test('two that claim one routing id, and one that claims a reserved one, each work', async () => {
  const claimants = [dealer({ routingId: 'twin' }), dealer({ routingId: 'twin' }), dealer()];
  for (const peer of claimants) await expectEchoes(peer, 10);
  await Promise.all(claimants.map((peer) => expectEchoes(peer, 50)));
});

test('a flush of 1 MiB arrives', async () => {
  const peer = dealer();
  await expectEchoes(peer, 1);
  const flush = Buffer.alloc(1024 * 1024, 'f');
  expect(served.router.send(served.connection(0), flush)).toBe(true);
  expect((await peer.receive())[1]?.equals(flush)).toBe(true);
});

test('a Dealer finds a Router that was away, and one that it was closed by', async () => {
  const peer = dealer({ reconnectInterval: 20 });
  await expectEchoes(peer, 10);
  served.router.close(served.connection(0));
  await until('it to come again', () => served.connections.length === 2);
  await expectEchoes(peer, 10);
  const { port } = served;
  await served.router.stop(0);
  served = new Served();
  const { router } = served;
  served.onContent = (connection, content) => void router.send(connection, Buffer.from(content));
  await served.listen(port);
  await until('it to come again', () => served.connections.length === 1);
  await expectEchoes(peer, 10);
});

test('a Dealer that sends more than it may is closed; whoever comes by its next connection is another', async () => {
  const peer = dealer({ reconnectInterval: 20 });
  await expectEchoes(peer, 1);
  await peer.send(['', Buffer.alloc(MESSAGE_MAX_BYTES + 1)]);
  await until('it to be closed', () => served.log.includes('closed 0 protocol'));
  await until('it to come again', () => served.connections.length === 2);
  await peer.send(['', 'a', 'b']);
  await until('it to be closed', () => served.log.includes('closed 1 protocol'));
});

test("libzmq's heartbeats are answered", async () => {
  const peer = dealer({ heartbeatInterval: 50, heartbeatTimeout: 3000, heartbeatTimeToLive: 3000 });
  await until('ten PINGs', () => served.log.filter((line) => line === '0: command').length >= 10);
  await expectEchoes(peer, 10);
  expect(served.connections).toHaveLength(1);
});

test('sockets that a Router does not speak with are never opened', async () => {
  const refused = [
    open(new Pair({ linger: 0, reconnectInterval: 20 })),
    dealer({ plainUsername: 'me', plainPassword: 'secret', reconnectInterval: 20 }),
  ];
  const ended = new Set<unknown>();
  for (const socket of refused) socket.events.on('disconnect', () => ended.add(socket));
  await until('each to be refused', () => ended.size === refused.length);
  await expectEchoes(dealer(), 100);
  expect(served.log.filter((line) => line.startsWith('opened'))).toEqual(['opened 0']);
});

test("NetMQ's older greeting, byte for byte", async () => {
  const peer = new RawZmtpPeer(served.port);
  // It sends its signature first, and the rest when it has seen the Router's.
  peer.write(greeting20().subarray(0, 10));
  await until("the Router's signature", () => peer.received.length >= 10);
  peer.write(greeting20(5, 'NetMQ').subarray(10), message('', 'walked'));
  await until('the echo', () => peer.received.includes('walked'));
  expect(peer.received).toEqual(Buffer.concat([ROUTER_GREETING_20, message('', 'walked')]));
});

testUnless(PYZMQ_OBSTACLE, 'pyzmq: a Dealer and a Req get what they sent', async () => {
  const { stdout } = await run(PYTHON_WITH_ZMQ ?? '', ['tests/support/peers/echoed.py', address, '200']);
  expect(stdout.trim()).toBe('201');
});

testUnless(noJava, 'JeroMQ, which speaks ZMTP 2.0: a Dealer gets what it sent', async () => {
  const { stdout } = await run('java', ['-cp', JEROMQ, 'tests/support/peers/Echoed.java', address, '200']);
  expect(stdout.trim()).toBe('200');
});
