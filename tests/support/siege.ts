/**
 * What anybody who reaches the port may try, and an ordinary load to compare it with: `siege.js ATTACK PORT SECONDS`. Each
 * ends by itself. Prints "begun", and one line of JSON at the end: what it sent, and what became of it.
 */
import { createSocket } from 'node:dgram';
import { BEACON_PORT } from '../../shared/config';
import { encodeClientMessage } from '../../shared/protocol/messages';
import { packMessage } from '../../shared/protocol/osc';
import { message, rawFrame } from '../../server/net/zmtp/zmtp.fixture';
import { isSecured } from './secured';
import { resets } from './siege-resets';
import { SiegePeer } from './siege-peer';
import { pause } from './until';

/** The first routing id that libzmq gives out, as the package is built: a zero and this number; each next is one more. */
const FIRST_ROUTING_ID = 0x6b8b4567;
const CLAIMED_IDS = 100;
const PACKET = message('', packMessage('/flood', 'b', [new Uint8Array(4000)]));
const PING = message('', encodeClientMessage({ address: '/ping', n: 1 }));
const PROFILE_TAGS = 800;
const MANY_TAGS = packMessage(
  '/profile',
  'i'.repeat(PROFILE_TAGS),
  Array.from({ length: PROFILE_TAGS }, () => 1),
);
/** Below the limit of a yard, which is 120. */
const POLITE_PER_S = 100;
/** Who is closed comes back, though not for ever. */
const RECONNECTIONS_MAX = 200;

const [, , attack = '', ...numbers] = process.argv;
const [port = 0, seconds = 0] = numbers.map(Number);
const endMs = performance.now() + seconds * 1000;
const isOver = (): boolean => performance.now() > endMs;

const repeat = (bytes: Buffer, count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => bytes));
/** Two megabytes, sealed three and a half; it ends, so that it is handed on. */
const MANY_EMPTY_PARTS = Buffer.concat([
  repeat(Buffer.of(1, 0), isSecured() ? 100_000 : 1_000_000),
  Buffer.of(0, 0),
]);

const join = (count: number, keeps = false): Promise<SiegePeer[]> =>
  Promise.all(Array.from({ length: count }, () => new SiegePeer(port, { keeps }).settled()));

/** Calls `send` so many times a second, evenly. Resolves with how often it did. */
async function politely(perS: number, send: () => void): Promise<number> {
  const beganMs = performance.now();
  let sent = 0;
  while (!isOver()) {
    for (; sent < ((performance.now() - beganMs) * perS) / 1000; sent++) send();
    await pause(5);
  }
  return sent;
}

/** Writes up to so many bytes on one connection after the other, as each is closed. */
async function pour(piece: Buffer, maxBytes: number): Promise<object> {
  let sentBytes = 0;
  let connections = 0;
  while (sentBytes < maxBytes && connections < RECONNECTIONS_MAX && !isOver()) {
    const peer = await new SiegePeer(port).settled();
    connections++;
    await peer.flood(piece, () => isOver() || sentBytes + peer.sentBytes >= maxBytes);
    // What waits in the server does so for as long as the connection is there.
    if (!peer.isClosed) await pause(500);
    sentBytes += peer.sentBytes;
    peer.close();
  }
  return { sentBytes, connections };
}

const ATTACKS: Record<string, () => Promise<object>> = {
  /** Thirty who walk as players do. */
  async ordinary() {
    const peers = await join(30);
    let x = 0;
    const sent = await politely(20, () => {
      x = (x + 1) % 300;
      for (const peer of peers)
        peer.write(message('', encodeClientMessage({ address: '/position', x, y: 0 })));
    });
    return { sent: sent * peers.length };
  },
  /** Claims the ids that are given out next, and has others connect. */
  async 'claimed-ids'() {
    for (let i = 8; i < 8 + CLAIMED_IDS; i++) {
      const identity = Buffer.alloc(5);
      identity.writeUInt32BE(FIRST_ROUTING_ID + i, 1);
      await new SiegePeer(port, { identity: identity.toString('latin1') }).settled();
    }
    await pause(200);
    const ordinary = await join(CLAIMED_IDS);
    for (const peer of ordinary) peer.write(PING);
    while (!isOver()) await pause(20);
    return { connected: ordinary.filter(({ isGreeted, isClosed }) => isGreeted && !isClosed).length };
  },
  resets: () => resets(port, isOver),
  'endless-parts': () => pour(repeat(rawFrame(1, Buffer.alloc(4000)), 16), 400_000_000),
  'empty-parts': () => pour(MANY_EMPTY_PARTS, 5 * MANY_EMPTY_PARTS.length),
  /** Packets of 4 KB from 150 connections. */
  async 'large-packets'() {
    const peers = await join(150);
    await Promise.all(peers.map((peer) => peer.flood(PACKET, isOver)));
    return { sentBytes: peers.reduce((sum, { sentBytes }) => sum + sentBytes, 0) };
  },
  /** Messages of four frames, as fast as they leave. */
  async 'four-frames'() {
    const [peer] = await join(1, true);
    const flood = repeat(message('', 'one', 'two', 'three'), 1000);
    await peer?.flood(flood, isOver);
    return {
      sentBytes: peer?.sentBytes,
      isClosed: peer?.isClosed,
      isRefused: peer?.received.includes('/refused'),
    };
  },
  /** Two, each below the limit. */
  async profiles() {
    const peers = await join(2);
    const sent = await politely(POLITE_PER_S, () => {
      for (const peer of peers) peer.write(message('', MANY_TAGS));
    });
    return { sent: sent * peers.length };
  },
  /** The same packet to where yards are looked for. */
  async datagrams() {
    const socket = createSocket('udp4');
    const sent = await politely(POLITE_PER_S, () => {
      socket.send(MANY_TAGS, BEACON_PORT, '127.0.0.1');
    });
    socket.close();
    return { sent };
  },
  /** A guest's packets, and those who never spoke. */
  async relays() {
    const silent = await join(250);
    const [guest] = await join(1);
    guest?.write(PING);
    await pause(300);
    const before = silent.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);
    const sent = await politely(POLITE_PER_S, () => guest?.write(PACKET));
    const after = silent.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);
    return { sentBytes: sent * PACKET.length, receivedBytes: after - before, silent: silent.length };
  },
  /** Guests who do nothing but ping, in all seats that they get. */
  async pings() {
    const peers = await join(64);
    for (const peer of peers) peer.write(PING);
    while (peers.some(({ isAnswered, isClosed }) => !isAnswered && !isClosed)) await pause(10);
    console.log('all seats asked for');
    const sent = await politely(1, () => {
      for (const peer of peers) peer.write(PING);
    });
    return { sent: sent * peers.length };
  },
};

async function main(): Promise<void> {
  console.log('begun');
  const outcome = await ATTACKS[attack]?.();
  console.log(JSON.stringify(outcome));
  process.exit(outcome ? 0 : 1);
}

void main();
