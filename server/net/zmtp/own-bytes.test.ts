/**
 * Everybody gets exactly its own bytes, in order and once, though one buffer puts together what all are sent: readers that stop
 * and go on, packets of all sizes, answers to PING, and ends in the middle of a turn. Steps are drawn by a seed, which is in
 * the name of a failure.
 */
import { seeded } from '../../../shared/random';
import { WRITE_BUFFER_BYTES } from './limits';
import { RawZmtpPeer, Served, stopAll, until } from './router.fixture';
import { message, ping, pong } from './zmtp.fixture';

const PEERS = 12;
const STEPS = 1500;
const TURN_STEPS = 8;
/** Enough of these fill what the system holds for a reader that has stopped, some megabytes. */
const FILL_BYTES = 6000;
const FILLS_MAX = 3000;
const FILL_STEPS = 150;
/** Short ones, those about which the buffer is full, and those that it cannot hold. */
const SIZES = [8, 9, 100, 246, 255, 256, 4000, WRITE_BUFFER_BYTES - 20, WRITE_BUFFER_BYTES, 50_000, 200_000];
/** The Router's own, which it sends once a second to who is silent. */
const PING = ping();

afterEach(stopAll);

/** One peer, and all that was taken to be sent to it. */
class Reader {
  readonly taken: Buffer[] = [];
  readonly pings: Buffer[] = [];
  /** Its connection was ended while it did not read, so it may have got no more than the beginning. */
  isCut = false;
  readonly peer: RawZmtpPeer;
  readonly number: number;
  private readonly chunks: Buffer[];

  constructor(peer: RawZmtpPeer, number: number) {
    this.peer = peer;
    this.number = number;
    this.chunks = [peer.traffic];
    peer.socket.removeAllListeners('data').on('data', (chunk) => this.chunks.push(chunk));
  }

  /** A payload that nobody else is sent, nor this one twice. */
  next(bytes: number): Buffer {
    const payload = Buffer.alloc(bytes, (31 * this.number + 7 * this.taken.length) % 256);
    payload.writeUInt32BE(this.number, 0);
    payload.writeUInt32BE(this.taken.length, 4);
    return payload;
  }

  /** What is wrong with what came; undefined when nothing is. What came last may not be whole. */
  get fault(): string | undefined {
    const traffic = Buffer.concat(this.chunks);
    let [at, messages, pongs] = [0, 0, 0];
    while (at < traffic.length) {
      const left = traffic.subarray(at);
      const expected = message('', this.taken[messages] ?? Buffer.alloc(0));
      const answered = this.pings.findIndex((bytes, i) => i >= pongs && begins(left, bytes));
      if (messages < this.taken.length && begins(left, expected)) {
        messages++;
        at += expected.length;
      } else if (answered >= 0) {
        // Answers are dropped while it is behind, and then those after them may come.
        pongs = answered + 1;
        at += this.pings[answered]?.length ?? 0;
      } else if (begins(left, PING)) at += PING.length;
      else
        return `byte ${at} of ${traffic.length}, after ${messages} messages: ${left.toString('hex', 0, 24)}`;
    }
    return messages < this.taken.length && !this.isCut
      ? `${messages} of ${this.taken.length} came`
      : undefined;
  }
}

/** Whether one begins with the other, as far as it is there. */
function begins(bytes: Buffer, expected: Buffer): boolean {
  const length = Math.min(bytes.length, expected.length);
  return bytes.compare(expected, 0, length, 0, length) === 0;
}

test.each([1, 2, 3, 4])('each gets its own bytes, in order and once (seed %d)', async (seed) => {
  const random = seeded(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const served = await new Served().listen();
  const readers: Reader[] = [];
  const join = async (): Promise<number> => {
    const number = served.connections.length;
    return readers.push(new Reader(await served.join(), number));
  };
  const send = (reader: Reader, bytes: number): boolean => {
    const payload = reader.next(bytes);
    const isTaken = served.router.send(served.connection(reader.number), payload);
    if (isTaken) reader.taken.push(Buffer.from(payload));
    // Whoever sends goes on to use its memory.
    payload.fill(0xee);
    return isTaken;
  };
  /** Has a reader stop and sends to it, and to others between, until no more is taken: so a write is taken in part. */
  const fill = (reader: Reader): void => {
    reader.peer.socket.pause();
    for (let i = 0; i < FILLS_MAX && send(reader, FILL_BYTES + pick(100)); i++)
      if (random() < 0.5) send(someone(), SIZES[pick(7)] ?? 8);
  };
  const open = (): Reader[] => readers.filter(({ isCut, peer }) => !isCut && !peer.isClosed);
  const someone = (): Reader => open()[pick(open().length)] as Reader;
  // Others are sent something in the middle of what comes in, and among them who spoke.
  served.onContent = () => {
    for (let i = 0; i < 3; i++) send(someone(), SIZES[pick(7)] ?? 8);
  };
  while (readers.length < PEERS) await join();
  for (let step = 0; step < STEPS; step++) {
    const reader = someone();
    const { peer, number } = reader;
    const dice = random();
    if (step % FILL_STEPS === 0) fill(reader);
    else if (dice < 0.6) send(reader, SIZES[pick(SIZES.length)] ?? 8);
    else if (dice < 0.7) peer.socket.pause();
    else if (dice < 0.85) peer.socket.resume();
    else if (dice < 0.98) {
      const context = `${number}.${reader.pings.length}`;
      reader.pings.push(pong(context));
      peer.write(ping(context), ...(random() < 0.3 ? [message('', 'hello')] : []));
    } else {
      reader.isCut = true;
      if (random() < 0.5) served.router.close(served.connection(number));
      else peer.socket.resetAndDestroy();
      await join();
    }
    if (step % TURN_STEPS === 0) await new Promise((resolve) => setTimeout(resolve, pick(3)));
  }
  served.onContent = () => undefined;
  for (const { peer } of readers) peer.socket.resume();
  const faults = (): (string | undefined)[] => open().map(({ fault }) => fault);
  await until('all that was taken', () => faults().every((fault) => fault === undefined)).catch(
    () => undefined,
  );
  expect(readers.map(({ fault, number }) => fault && `${number}: ${fault}`).filter(Boolean)).toEqual([]);
  const sent = readers.reduce((sum, { taken }) => sum + taken.length, 0);
  expect(sent).toBeGreaterThan(STEPS / 3);
});
