/**
 * A server that hurts whoever connects, by hand-made ZMTP, and an ordinary one to compare it with: `hostile-server.js ATTACK
 * PORT SECONDS`. Prints "listening", and one line of JSON at the end: what it sent.
 */
import { createServer, type Socket } from 'node:net';
import { MAX_PLAYERS_LIMIT } from '../../shared/config';
import { encodeMotions } from '../../shared/protocol/motions.fixture';
import { packBundle } from '../../shared/protocol/bundles';
import { encodeServerMessage } from '../../shared/protocol/messages';
import { packMessage } from '../../shared/protocol/osc';
import { paddedBytes } from '../../shared/protocol/padding';
import { message, ROUTER_GREETING } from '../../server/net/zmtp/zmtp.fixture';
import { pause } from './until';

/** So much waits in this process before it waits itself. */
const WAITING_MAX_BYTES = 4 * 1024 * 1024;
const FLUSH_MS = 33;
/** The interval of the heartbeats that players had, and how long before it each of some connections is reset. */
const HEARTBEAT_MS = 2000;
const BEFORE_HEARTBEAT_MS = [3, 6, 10, 20, 40];

const [, , attack = '', ...numbers] = process.argv;
const [port = 0, seconds = 0] = numbers.map(Number);

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
/** A packet as a player gets it: a delimiter, and a bundle. */
const packet = (elements: readonly Uint8Array[]): Buffer =>
  message('', packBundle(elements, performance.timeOrigin + performance.now()));
const yard = (name: string): Uint8Array => packMessage('/yard', 'isiii', [1, name, 1, 2400, 1600]);
const profile = (id: number, name: string, colour = '#e69f00'): Uint8Array =>
  packMessage('/player/profile', 'iss', [id, name, colour]);
const said = (id: number, text: string): Uint8Array =>
  encodeServerMessage({ address: '/player/said', id, text });
const still = { vx: 0, vy: 0, atMs: 0, flags: 0 };
const motions = (count: number, x: number): Uint8Array =>
  encodeMotions(
    times(count, (i) => ({ id: i + 2, x, y: i % 1600, ...still })),
    0,
  );

/** Each round names all of 45,000 anew. Without an OSC library, which would take seconds for so many. */
const profilesOf = (round: number): Buffer[] =>
  times(9, (part) => packet(times(5000, (i) => quickProfile(part * 5000 + i + 2, `Player ${round} ${i}`))));
const PROFILE_HEAD = profile(1, '').subarray(0, 24);
function quickProfile(id: number, name: string): Buffer {
  const bytes = Buffer.alloc(28 + paddedBytes(name.length) + 8);
  bytes.set(PROFILE_HEAD);
  bytes.writeInt32BE(id, 24);
  bytes.write(name, 28);
  bytes.write('#e69f00', bytes.length - 8);
  return bytes;
}
const pongs = (): Buffer =>
  Buffer.concat(times(4000, () => message('', encodeServerMessage({ address: '/pong', n: 1 }))));
const NO_COLORS = ['', 'red', '#12', '#gggggg', '#e69f00;}', `#${'0'.repeat(5000)}`];

/** Ten players about one place, where the reader is put, of whom one bears a name of letters that nobody had before. */
const FRESH_NAME_LETTERS = 24;
const FIRST_IDEOGRAPH = 0x4e00;
const IDEOGRAPHS = 20_000;
const freshName = (i: number): string =>
  times(FRESH_NAME_LETTERS, (j) =>
    String.fromCodePoint(FIRST_IDEOGRAPH + ((FRESH_NAME_LETTERS * i + j) % IDEOGRAPHS)),
  ).join('');
const crowd = (i: number): Buffer =>
  packet([
    yard('Hostile'),
    encodeServerMessage({ address: '/corrected', x: 1200, y: 800 }),
    profile(2 + (i % 10), freshName(i)),
    encodeMotions(
      times(10, (k) => ({ id: 2 + k, x: 1200, y: 660 + 28 * k, ...still })),
      0,
    ),
  ]);

type Attack = (socket: Socket, isOver: () => boolean) => Promise<void>;

/** Writes what `next` gives so many times a second. */
const evenly =
  (perS: number, next: (i: number) => readonly Buffer[]): Attack =>
  async (socket, isOver) => {
    for (let i = 0; !isOver() && !socket.destroyed; i++) {
      if (socket.writableLength < WAITING_MAX_BYTES) for (const bytes of next(i)) socket.write(bytes);
      await pause(1000 / perS);
    }
  };

const repeatedly = (perS: number, bytes: Buffer): Attack => evenly(perS, () => [bytes]);

const flood =
  (bytes: Buffer): Attack =>
  async (socket, isOver) => {
    while (!isOver() && !socket.destroyed) {
      while (socket.writableLength < WAITING_MAX_BYTES && socket.writable) socket.write(bytes);
      await pause(1);
    }
  };

let resets = 0;
/** Each makes what it sends when it is the one. */
const ATTACKS: Record<string, () => Attack> = {
  /** The largest yard there is, in which everybody walks and some talk. */
  ordinary: () => {
    const profiles = times(MAX_PLAYERS_LIMIT, (id) => profile(id + 2, `Walker ${id}`));
    return evenly(1000 / FLUSH_MS, (i) => {
      const elements = [motions(MAX_PLAYERS_LIMIT, i % 2400)];
      if (i % 30 === 0) elements.unshift(yard('Ordinary'));
      if (i % 150 === 0) elements.unshift(...profiles);
      if (i % 5 === 0) elements.push(said(2, `Line ${i}`));
      return [packet(elements)];
    });
  },
  'yard-of-900-kB': () => repeatedly(10, packet([yard('A'.repeat(900_000))])),
  'yard-names': () => repeatedly(20, packet(times(1000, (i) => yard(`Yard ${i}`)))),
  profiles: () => {
    const rounds = [profilesOf(0), profilesOf(1)];
    return evenly(4, (i) => rounds[i % 2] ?? []);
  },
  'fresh-names': () => evenly(10, (i) => [crowd(i)]),
  chat: () => repeatedly(50, packet(times(500, (i) => said(2, `Line ${i}`)))),
  colours: () => repeatedly(50, packet(NO_COLORS.map((colour, i) => profile(i + 2, 'Ada', colour)))),
  'flood-of-positions': () => flood(packet([motions(5000, 7)])),
  'flood-of-packets': () => flood(pongs()),
  'flood-of-profiles': () => flood(Buffer.concat([...profilesOf(0), ...profilesOf(1)])),
  'flood-and-reset': () => {
    const bytes = pongs();
    return async (socket, isOver) => {
      const beforeMs = BEFORE_HEARTBEAT_MS[resets++ % BEFORE_HEARTBEAT_MS.length] ?? 0;
      const resetMs = performance.now() + HEARTBEAT_MS - beforeMs;
      await flood(bytes)(socket, () => isOver() || performance.now() >= resetMs);
      socket.resetAndDestroy();
    };
  },
};
const perform = ATTACKS[attack]?.();

let sentBytes = 0;
let connections = 0;
let endMs = Infinity;
const isOver = (): boolean => performance.now() > endMs;

async function serve(socket: Socket): Promise<void> {
  connections++;
  if (endMs === Infinity) {
    endMs = performance.now() + seconds * 1000;
    setTimeout(end, seconds * 1000);
  }
  socket.on('error', () => undefined);
  socket.on('close', () => (sentBytes += socket.bytesWritten));
  socket.resume();
  socket.write(ROUTER_GREETING);
  // libzmq takes messages after its own part of the handshake alone.
  await new Promise((resolve) => socket.once('data', resolve));
  await pause(50);
  socket.write(packet([yard(attack === 'ordinary' ? 'Ordinary' : 'Hostile')]));
  await perform?.(socket, isOver);
}

function end(): void {
  setTimeout(() => {
    console.log(JSON.stringify({ sentBytes, connections }));
    process.exit();
  }, 200);
  listener.close();
  for (const socket of sockets) socket.destroy();
}

const sockets = new Set<Socket>();
const listener = createServer((socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  void serve(socket);
});
listener.listen(port, '127.0.0.1', () => console.log('listening'));
