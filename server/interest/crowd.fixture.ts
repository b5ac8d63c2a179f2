/** A crowd for tests: who walks, turns and is told what. */
import { placeAt, type Position } from '../../shared/movement';
import { recordAt, type MotionRecord } from '../../shared/protocol/motions';
import { addressOf } from '../../shared/protocol/osc';
import { FlushPackets } from '../packets/flush-packets';
import type { Yard } from '../yard/yard';
import type { YardPlayer } from '../yard/yard-player';
import { join, read, testYard } from '../yard/yard.fixture';

const SIZE = { widthPx: 9600, heightPx: 6400 };
export const FLUSH_MS = 50;
export const BUDGET = 24_000;

/** What each was told of the others' motions, the last of each. */
export type Pictures = Map<YardPlayer, Map<number, MotionRecord>>;

/** Profiles, of which there are many, would take long to read. */
const isAboutPlaces = (bytes: Uint8Array) => addressOf(bytes) === '/motions';

/** Sends everybody what is due, and returns of how many each was told. */
export function flush(yard: Yard, nowMs: number, pictures: Pictures = new Map()): Map<YardPlayer, number> {
  const counts = new Map<YardPlayer, number>();
  const due = yard.flush(nowMs);
  if (!due) return counts;
  const packets = new FlushPackets(due, nowMs);
  for (const recipient of due.recipients) {
    const picture = pictures.get(recipient) ?? new Map<number, MotionRecord>();
    pictures.set(recipient, picture);
    let count = 0;
    for (const message of read(packets.for(recipient), isAboutPlaces)) {
      if (message.address !== '/motions') continue;
      count += message.ids.length;
      message.ids.forEach((id, i) => picture.set(id, recordAt(message, i, nowMs)));
    }
    counts.set(recipient, count);
  }
  return counts;
}

/** A crowd on a lattice, all of whom know where everybody is. */
export function crowd(players: number, interest: number, budget = BUDGET, apartPx = 150) {
  const yard = testYard({ maxPlayers: 5000, interest, budget, size: SIZE });
  const all = Array.from({ length: players }, (_, i) => {
    const player = join(yard, `Walker ${i}`);
    go(yard, player, { x: (i % 50) * apartPx, y: Math.floor(i / 50) * apartPx }, 0, 0);
    return player;
  });
  const pictures: Pictures = new Map();
  flush(yard, 0, pictures);
  return { yard, all, pictures };
}

export function go(
  yard: Yard,
  player: YardPlayer,
  { x, y }: Position,
  nowMs: number,
  vx: number,
  vy = 0,
): void {
  yard.touch(player, nowMs);
  yard.handle(player, { address: '/motion', x, y, vx, vy }, nowMs);
}

/** Has a player turn where it is. */
export function turn(yard: Yard, player: YardPlayer, nowMs: number, vx: number, vy = 0): void {
  go(yard, player, player.motion.at(nowMs) ?? { x: 0, y: 0 }, nowMs, vx, vy);
}

/** The players that are nearest to one of them. */
export function nearestTo(
  me: YardPlayer,
  all: readonly YardPlayer[],
  nowMs: number,
  count: number,
): YardPlayer[] {
  return all
    .filter((player) => player !== me)
    .map((player) => ({ player, px: Math.hypot(...offset(player, me, nowMs)) }))
    .sort((a, b) => a.px - b.px)
    .slice(0, count)
    .map(({ player }) => player);
}

function offset(player: YardPlayer, me: YardPlayer, nowMs: number): [number, number] {
  const [a, b] = [player.motion.current, me.motion.current];
  if (!a || !b) return [NaN, NaN];
  const [from, to] = [placeAt(a, nowMs, SIZE), placeAt(b, nowMs, SIZE)];
  return [to.x - from.x, to.y - from.y];
}
