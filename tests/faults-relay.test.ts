/** A guest who has everybody sent large packets of its own, faster than the yard takes them: the others go on as before. */
import {
  MOTION_RATE_HZ,
  RELAY_BURST_BYTES,
  RELAY_OVERHEAD_BYTES,
  RELAY_YARD_BYTES_PER_S,
} from '../shared/config';
import { packMessage } from '../shared/protocol/osc';
import { freePort } from './support/free-port';
import { join, leaveAll, type Companion } from './support/pictures';
import { killAll, Program, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';

const GUESTS = 120;
const SILENT = 200;
const STEPS = 100;
/** 800 a second, in a yard that takes more from one peer: so nothing else stops it. */
const FLOOD_INTERVAL_MS = 10;
const FLOOD_PACKETS = 8;
const MAX_MESSAGES = 2000;
const FLOOD = packMessage('/flood', 'b', [new Uint8Array(4000)]);
/**
 * How much longer a step may take to be seen. It takes up to some three times as long, since a yard with so much to send
 * flushes less often; as each packet went at once to every connection it was 6 times, at twice as many flushes.
 */
const SLOWER_MAX = 5;

let port: number;

beforeEach(async () => {
  port = await freePort();
  await startServer(port, '--max-players', '200', '--max-messages', String(MAX_MESSAGES));
});
afterEach(async () => {
  leaveAll();
  closePeers();
  await killAll();
});

/** The two walk. Returns how long a step took in the median from the walker to the other one's picture, in milliseconds. */
async function walkTogether(pair: readonly Companion[], firstX: number): Promise<number> {
  const stepsMs: number[] = [];
  for (let x = firstX; x < firstX + STEPS; x++) {
    const beganMs = performance.now();
    pair.forEach(({ player }, i) => player.move({ x, y: 100 * (i + 1) }));
    const isSeen = (): boolean =>
      pair.every(({ picture }) => pair.every((other) => isAt(picture, other.picture, x)));
    while (!isSeen()) await pause(1);
    const tookMs = performance.now() - beganMs;
    stepsMs.push(tookMs);
    await pause(1000 / MOTION_RATE_HZ - tookMs);
  }
  return stepsMs.toSorted((a, b) => a - b)[STEPS / 2] ?? NaN;
}

function isAt(picture: Companion['picture'], { id = 0 }: Companion['picture'], x: number): boolean {
  return picture.id === id || picture.others.get(id)?.x === x;
}

test('a flood of packets to be relayed slows two walkers by no more than a ratio', async () => {
  const crowd = new Program('crowd', [port, GUESTS, SILENT].map(String));
  await until('the crowd', () => crowd.output.includes('joined'));
  const pair = [join(port, 'Ada'), join(port, 'Grace')];
  await until('both to see everybody', () => pair.every(({ picture }) => picture.others.size > GUESTS));
  const quietMs = await walkTogether(pair, 1);
  const flooder = new RawPeer(port);
  const beganMs = performance.now();
  const flood = setInterval(() => {
    for (let i = 0; i < FLOOD_PACKETS; i++) void flooder.sendFrames('', FLOOD);
  }, FLOOD_INTERVAL_MS);
  const floodedMs = await walkTogether(pair, 1 + STEPS);
  clearInterval(flood);
  await crowd.stop('SIGTERM');
  // The yard's: where it takes over 3 s the sender is disconnected, and has a budget of its own anew when it is back.
  const outgoingMaxBytes =
    RELAY_BURST_BYTES + (RELAY_YARD_BYTES_PER_S * (performance.now() - beganMs)) / 1000;
  const slower = floodedMs / quietMs;
  console.log(`A step took ${slower.toFixed(2)} times as long in the flood; relayed were: ${crowd.output}`);
  const relayed = JSON.parse(crowd.output.trim().split('\n').at(-1) ?? '') as Record<string, number>;
  expect(slower).toBeLessThan(SLOWER_MAX);
  expect(relayed.guests).toBeGreaterThan(0);
  expect((relayed.guests ?? 0) * (FLOOD.length + RELAY_OVERHEAD_BYTES)).toBeLessThan(outgoingMaxBytes);
  expect(relayed.silent).toBe(0);
});
