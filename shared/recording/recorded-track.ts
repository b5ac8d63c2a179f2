import { heldByFence, placeAt, type Position, type Velocity, type YardSize } from '../movement';
import { MOTION_FLAGS, type MotionRecord } from '../protocol/motions';

/** Ages are rounded: a motion that is told again has a moment that differs by no more. */
const SAME_MS = 1;
/** Who is known by positions went to the next one in this time at most, and stood before that. */
const STEP_MAX_MS = 250;

/** The motions of one player, in the order of their moments, however late they were told. Deterministic: no I/O, no clock. */
export class RecordedTrack {
  private motions: Readonly<MotionRecord>[] = [];

  /** Takes a motion in. False for one that is known: it was told again. */
  add(motion: Readonly<MotionRecord>): boolean {
    const { motions } = this;
    let index = motions.length;
    while (index > 0 && (motions[index - 1]?.atMs ?? -Infinity) > motion.atMs) index--;
    if ([motions[index - 1], motions[index]].some((known) => known && isSame(known, motion))) return false;
    motions.splice(index, 0, motion);
    return true;
  }

  /** Where it was at a moment, and how it went on; undefined before its first motion. */
  at(timeMs: number, size: YardSize): (Position & Velocity) | undefined {
    let index = this.motions.length - 1;
    while (index >= 0 && (this.motions[index]?.atMs ?? 0) > timeMs) index--;
    const motion = this.motions[index];
    if (!motion) return undefined;
    if (isByPositions(motion)) return between(motion, this.motions[index + 1], timeMs);
    const place = placeAt(motion, timeMs, size);
    return { ...place, ...heldByFence(place, motion, size) };
  }

  /** Forgets what is not needed to know where it was from a moment on. */
  forget(beforeMs: number): void {
    const needed = this.motions.findLastIndex(({ atMs }) => atMs <= beforeMs);
    if (needed > 0) this.motions = this.motions.slice(needed);
  }
}

/** Somebody that is known by positions, on the straight line to the next one. */
function between(
  from: Readonly<MotionRecord>,
  to: Readonly<MotionRecord> | undefined,
  timeMs: number,
): Position & Velocity {
  const { x, y } = from;
  if (!to || (to.flags & MOTION_FLAGS.teleported) !== 0) return { x, y, vx: 0, vy: 0 };
  const leftMs = Math.max(from.atMs, to.atMs - STEP_MAX_MS);
  if (timeMs < leftMs) return { x, y, vx: 0, vy: 0 };
  const [seconds, way] = [(to.atMs - leftMs) / 1000, (timeMs - leftMs) / (to.atMs - leftMs)];
  const [dx, dy] = [to.x - x, to.y - y];
  return { x: x + dx * way, y: y + dy * way, vx: dx / seconds, vy: dy / seconds };
}

function isSame(one: Readonly<MotionRecord>, other: Readonly<MotionRecord>): boolean {
  const { x, y, vx, vy } = one;
  if (x !== other.x || y !== other.y || vx !== other.vx || vy !== other.vy) return false;
  // Of somebody who stands the server tells no age over AGE_MAX_MS, but a later moment.
  const stands = vx === 0 && vy === 0 && !isByPositions(one) && !isByPositions(other);
  return stands || Math.abs(one.atMs - other.atMs) <= SAME_MS;
}

function isByPositions({ flags }: Readonly<MotionRecord>): boolean {
  return (flags & MOTION_FLAGS.byPositions) !== 0;
}
