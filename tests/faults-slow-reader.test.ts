/** A reader that stops: it delays nobody, costs the server little memory, and sees the present when it reads again. */
import { existsSync, readFileSync } from 'node:fs';
import { Dealer } from 'zeromq';
import { PING_INTERVAL_MS, PROFILE_INTERVAL_MS } from '../shared/config';
import type { Position } from '../shared/movement';
import { messagesOf } from '../shared/protocol/bundles';
import { packMessage } from '../shared/protocol/osc';
import { decodeServerMessage, encodeClientMessage, type ClientMessage } from '../shared/protocol/messages';
import { join, leaveAll, Picture } from './support/pictures';
import { freePort } from './support/free-port';
import { readMetrics } from './support/metrics';
import { killAll, startServer, type Program } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';
import { expectSeen, walk } from './support/walks';
import { securityOptions } from './support/secured';

/** Foreign packets as large as may be, which are relayed to everybody, fill the queues that positions alone do not. */
const TALK = packMessage('/talk', 'b', [new Uint8Array(4000)]);
/** A talker sends so many, and goes on when the server has taken them. */
const TALK_BATCH = 100;
const MAX_MESSAGES = 10_000;
/** What the server has to keep from a reader, so that to queue it all would be seen in its memory. */
const UNREAD_MIB = 160;
/** The share of it by which the server may grow: its queue's limit is about a MiB, and it collects garbage late. */
const GROWTH_SHARE = 0.3;
const GUEST: Position = { x: 7, y: 7 };

let port: number;
let metricsPort: number;
let server: Program;

beforeEach(async () => {
  [port, metricsPort] = [await freePort(), await freePort()];
  server = await startServer(port, '--metrics', String(metricsPort), '--max-messages', String(MAX_MESSAGES));
});
afterEach(async () => {
  leaveAll();
  closePeers();
  await killAll();
});

/** How many packets the server could not send, since a queue was full. */
const unsent = async () =>
  (await readMetrics(metricsPort)).get('zeroyard_dropped_total{reason="unsent"}') ?? NaN;

/** A player that keeps the rhythm of presence, and reads only when readAll() is called. */
class SlowReader {
  readonly picture = new Picture();
  packets = 0;
  /** With small buffers of its own, so that what it does not read is soon the server's. */
  private readonly socket = new Dealer({
    linger: 0,
    receiveHighWaterMark: 1,
    receiveBufferSize: 4096,
    ...securityOptions(),
  });
  private readonly timers: NodeJS.Timeout[];

  constructor() {
    this.socket.connect(`tcp://127.0.0.1:${port}`);
    const profile = { address: '/profile', protocol: 2, name: 'Sleeper', colour: '#e69f00' } as const;
    this.send(profile);
    this.timers = [
      setInterval(() => this.send(profile), PROFILE_INTERVAL_MS),
      setInterval(() => this.send({ address: '/ping', n: 1 }), PING_INTERVAL_MS),
    ];
  }

  async readAll(): Promise<void> {
    for await (const frames of this.socket) {
      this.packets++;
      for (const bytes of messagesOf(frames.at(-1) ?? new Uint8Array()) ?? []) {
        const message = decodeServerMessage(bytes);
        if (typeof message !== 'string') this.picture.apply(message);
      }
    }
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.socket.close();
  }

  private send(message: ClientMessage): void {
    void this.socket.send(['', encodeClientMessage(message)]);
  }
}

/** Sends packets that are relayed to everybody, until it is over. Resolves with how many MiB that were for each. */
async function talk(isOver: (mib: number) => boolean): Promise<number> {
  const talker = new RawPeer(port);
  await talker.send({ address: '/ping', n: 0 });
  await talker.id();
  let mib = 0;
  for (let n = 1; !isOver(mib); n++) {
    for (let i = 0; i < TALK_BATCH; i++) await talker.sendFrames('', TALK);
    mib += (TALK_BATCH * TALK.length) / 2 ** 20;
    talker.receivedFrames.length = 0;
    await talker.send({ address: '/ping', n });
    await talker.until('/pong', (pong) => pong.n === n);
  }
  return mib;
}

/**
 * Four who walk while a reader sleeps and a peer talks, until the reader's queue is full. A guest takes one step then, and
 * never sends it again.
 */
async function walkPast() {
  const walkers = ['Ada', 'Barbara', 'Edsger', 'Grace'].map((name) => join(port, name));
  const reader = new SlowReader();
  const guest = new RawPeer(port);
  await guest.send({ address: '/position', x: 5, y: 5 });
  const all = walkers.length + 1;
  await until('all to see each other', () => walkers.every(({ picture }) => picture.others.size === all));
  let isOver = false;
  const walks = walkers.map((walker, i) => walk(walker, i, () => isOver));
  try {
    await talkUntilFull();
    await guest.send({ address: '/position', ...GUEST });
    // It is tried again after a while, and its queue is still full.
    const missed = await unsent();
    await until('the reader to be tried again in vain', async () => (await unsent()) > missed);
  } finally {
    isOver = true;
  }
  const steps = await Promise.all(walks);
  return { reader, walkers, steps, guestId: await guest.id() };
}

async function talkUntilFull(): Promise<void> {
  let isFull = false;
  const full = until("the reader's queue to be full", async () => (await unsent()) > 0);
  await Promise.all([full.finally(() => (isFull = true)), talk(() => isFull)]);
}

test('a reader that stops until its queue is full delays nobody, and then sees the present', async () => {
  const { reader, walkers, steps, guestId } = await walkPast();
  for (const onlooker of walkers)
    for (const [i, walker] of walkers.entries())
      if (walker !== onlooker) await expectSeen(onlooker, walker, steps[i] ?? NaN);
  const reading = reader.readAll();
  const { others } = reader.picture;
  const isPresent = (): boolean =>
    others.get(guestId)?.x === GUEST.x &&
    walkers.every(({ name, picture: { id } }, i) => {
      const sight = others.get(id ?? 0);
      return sight?.name === name && sight.x === steps[i] && sight.y === i;
    });
  await until('the reader to see everybody where they are', isPresent);
  console.log(`The reader read ${reader.packets} packets until it saw the present.`);
  // Nothing older comes after it.
  await pause(500);
  expect(isPresent()).toBe(true);
  reader.close();
  await reading;
});

/** The server's memory in use. */
function residentMib(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

const hasProc = existsSync('/proc/self/status');
if (!hasProc) console.warn('The memory of a server with a slow reader is not tested, as there is no /proc.');
(hasProc ? test : test.skip)(
  `a reader that stops does not grow the server's memory${hasProc ? '' : ' (skipped: no /proc)'}`,
  async () => {
    const reader = new SlowReader();
    await until(
      'the reader to be in',
      async () => (await readMetrics(metricsPort)).get('zeroyard_players') === 1,
    );
    const beforeMib = residentMib();
    const unreadMib = await talk((mib) => mib >= UNREAD_MIB);
    const growthMib = residentMib() - beforeMib;
    reader.close();
    console.log(`Of ${unreadMib.toFixed(0)} MiB unread the server grew by ${growthMib.toFixed(1)} MiB.`);
    expect(growthMib).toBeLessThan(GROWTH_SHARE * unreadMib);
    expect(await unsent()).toBeGreaterThan(0);
  },
);
