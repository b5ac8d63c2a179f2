/** Recordings as a server makes them, of walkers whose way is known, for tests. */
import { DEFAULT_YARD_SIZE, PROTOCOL_VERSION, RECORDING_SNAPSHOT_MS } from '../config';
import { placeAt, type Motion, type Position } from '../movement';
import { packBundle } from '../protocol/bundles';
import { encodeServerMessage, type ControlMessage } from '../protocol/messages';
import { toldSpeed } from '../protocol/motions';
import { encodeMotions } from '../protocol/motions.fixture';
import { seeded } from '../random';
import { Walker } from '../walker';
import { snapshotBundle } from './recorded-bundle';
import { scoreEntry } from './score';

export const START_MS = Date.UTC(2026, 10, 27, 19);
const FLUSH_INTERVAL_MS = 50;
/** A player tells another motion no more often. */
const STEP_MS = 25;
const COLOUR = '#e69f00';

interface Walk {
  id: number;
  name: string;
  walker: Walker;
  /** What it told that the others are told, and how many of them they have been told. */
  motions: Motion[];
  told: number;
}

export interface FakeRecording {
  bytes: Uint8Array;
  endMs: number;
  /** Where somebody was, by what it told. */
  at: (id: number, timeMs: number) => Position;
}

/** @param lines what is told besides, and how many milliseconds after the start */
export function fakeRecording(
  walkers: number,
  seconds: number,
  lines: readonly [atMs: number, message: ControlMessage | Uint8Array][] = [],
): FakeRecording {
  const walks = Array.from({ length: walkers }, (_, i): Walk => {
    const walker = new Walker(seeded(i + 1), DEFAULT_YARD_SIZE);
    return { id: i + 1, name: `Walker ${i + 1}`, walker, motions: [], told: 0 };
  });
  const entries: Uint8Array[] = [];
  const endMs = START_MS + seconds * 1000;
  const waiting = [...lines];
  let snapshotMs = -Infinity;
  for (const walk of walks) step(walk, START_MS);
  for (let nowMs = START_MS; nowMs <= endMs; nowMs += FLUSH_INTERVAL_MS) {
    const messages: Uint8Array[] = [];
    while (waiting[0] && START_MS + waiting[0][0] <= nowMs) messages.push(encode(waiting.shift()?.[1]));
    if (nowMs - snapshotMs >= RECORDING_SNAPSHOT_MS) {
      snapshotMs = nowMs;
      entries.push(scoreEntry(snapshot(walks, nowMs)));
    }
    const news = walks.filter(({ motions, told }) => told < motions.length);
    if (news.length > 0) messages.push(encodeMotions(news.map(newest), nowMs));
    for (const walk of walks) walk.told = walk.motions.length;
    if (messages.length > 0 || nowMs === endMs) entries.push(scoreEntry(packBundle(messages, nowMs)));
    for (let at = nowMs + STEP_MS; at <= nowMs + FLUSH_INTERVAL_MS; at += STEP_MS)
      for (const walk of walks) step(walk, at);
  }
  return { bytes: joined(entries), endMs, at: (id, timeMs) => placeOf(walks[id - 1], timeMs) };
}

function step({ walker, motions, told }: Walk, nowMs: number): void {
  const { x, y, vx, vy } = walker.step(STEP_MS / 1000);
  // As float32 and eighths hold it.
  const [wx, wy] = [toldSpeed(vx), toldSpeed(vy)];
  const last = motions.at(-1);
  if (last?.vx === wx && last.vy === wy) return;
  // Of two within one flush the newer one is told.
  if (told < motions.length) motions.pop();
  motions.push({ x: Math.fround(x), y: Math.fround(y), vx: wx, vy: wy, atMs: nowMs });
}

function newest({ id, motions }: Walk) {
  return { id, flags: 0, ...(motions.at(-1) as Motion) };
}

function snapshot(walks: readonly Walk[], nowMs: number): Uint8Array {
  const { widthPx, heightPx } = DEFAULT_YARD_SIZE;
  const yard = { id: 0, name: 'Test yard', protocol: PROTOCOL_VERSION, widthPx, heightPx };
  const profiles = walks.map(({ id, name }) =>
    encodeServerMessage({ address: '/player/profile', id, name, colour: COLOUR }),
  );
  const told = [
    encodeServerMessage({ address: '/yard', ...yard }),
    ...profiles,
    encodeMotions(walks.map(newest), nowMs),
  ];
  return snapshotBundle(packBundle(told, nowMs), START_MS);
}

function placeOf(walk: Walk | undefined, timeMs: number): Position {
  const motion = walk?.motions.findLast(({ atMs }) => atMs <= timeMs);
  if (!motion) throw new RangeError('Nobody was there.');
  return placeAt(motion, timeMs, DEFAULT_YARD_SIZE);
}

function encode(message: ControlMessage | Uint8Array | undefined): Uint8Array {
  if (!message) throw new RangeError('There is no message.');
  return message instanceof Uint8Array ? message : encodeServerMessage(message);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
