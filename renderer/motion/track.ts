import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { RunningQuantile } from './running-quantile';

/** How far apart places are taken to be told until more is known: as at 30 a second. */
const FIRST_INTERVAL_MS = 1000 / 30;
/** Enough for the longest delay at 120 positions a second. */
const CAPACITY = 64;
/** Who was told nowhere for longer than so many of its intervals stood still before it walked. */
const LONGEST_GAP_INTERVALS = 2.5;
/** A longer silence says nothing of how often somebody sends. */
const LONGEST_INTERVAL_MS = 500;
/** Who repeats a place within this time tells that it rests. (After a second everybody does, for newcomers' sake.) */
const REST_TOLD_WITHIN_MS = 150;
/** How far its last velocity carries somebody of whom nothing is heard. */
const LONGEST_EXTRAPOLATION_MS = 200;
/** How much of its pace is what it was before its newest step. */
const MEMORY = 0.9;
/** A place that is told again has its moment again, but for the rounding of its age. */
const SAME_MS = 1;
const INTERVAL_STEP_MS = 4;
const STRAY_STEP_MS = 2;

/** A place that was told, and when, in the server's milliseconds. */
interface Sample extends Position {
  readonly sentMs: number;
}

/**
 * Where somebody was told to be, and when: a line through time, in the order of sending, however its points came. A
 * player who stands says so by telling its last place again at once, and then once a second. Deterministic: no I/O, no clock.
 */
export class Track {
  /** The latest, in the order of sending. */
  private readonly samples: Sample[] = [];
  private readonly interval = new RunningQuantile(0.5, INTERVAL_STEP_MS, FIRST_INTERVAL_MS);
  /** Pixels and milliseconds of its latest steps, older ones counting less: together its pace. */
  private steps = { px: WALKING_SPEED_PX_PER_S, ms: 1000 };
  private readonly stray = new RunningQuantile(0.5, STRAY_STEP_MS, 0);
  /** The silence of who does not tell its rests may be a rest, and is taken for one. */
  private tellsRest = false;

  /** How far apart its places are told while it walks. */
  get intervalMs(): number {
    return this.interval.value;
  }

  /** How far the times of its steps stray from an even pace, in the median: what the way to the server did to them. */
  get strayMs(): number {
    return this.stray.value;
  }

  /** How fast it walks when it does: walking speed, until more is known. */
  get pacePxPerMs(): number {
    return this.steps.px / this.steps.ms;
  }

  /** The newest place. */
  get newest(): Readonly<Sample> | undefined {
    return this.samples.at(-1);
  }

  /** Forgets all places. */
  clear(): void {
    this.samples.length = 0;
  }

  /** Takes in a place. What is known already is dropped, and so is what is older than all that is known. */
  push({ x, y }: Position, sentMs: number): void {
    let index = this.samples.length;
    while (index > 0 && this.timeMs(index - 1) >= sentMs) index--;
    if (this.samples.length > 0 && (index === 0 || this.samples[index]?.sentMs === sentMs)) return;
    if (this.isKnown(index - 1, x, y, sentMs) || this.isKnown(index, x, y, sentMs)) return;
    if (index === this.samples.length) this.measure(x, y, sentMs);
    this.samples.splice(index, 0, { x, y, sentMs });
    if (this.samples.length > CAPACITY) this.samples.shift();
  }

  /** Writes into `out` where it was at that time: on the way between two places, or beyond the newest. */
  at(timeMs: number, out: Position): void {
    let index = this.samples.length - 1;
    while (index > 0 && this.timeMs(index) > timeMs) index--;
    const [from, to] = [this.samples[index], this.samples[index + 1]];
    if (!from) return;
    out.x = from.x;
    out.y = from.y;
    if (timeMs <= from.sentMs) return;
    if (to) {
      const walkMs = this.walkMs(index);
      const share = Math.max(0, 1 - (to.sentMs - timeMs) / walkMs);
      out.x += (to.x - from.x) * share;
      out.y += (to.y - from.y) * share;
    } else if (this.tellsRest && !this.isRest(index)) {
      this.at(from.sentMs - this.intervalMs, out);
      const [dx, dy] = [from.x - out.x, from.y - out.y];
      // Its newest step may look faster than it walks.
      const perMs = Math.min(1 / this.intervalMs, this.pacePxPerMs / Math.hypot(dx, dy));
      const ms = Math.min(timeMs - from.sentMs, LONGEST_EXTRAPOLATION_MS);
      out.x = from.x + dx * perMs * ms;
      out.y = from.y + dy * perMs * ms;
    }
  }

  /** How long the walk from one place to the next took; before it there was a rest, if there is time left for one. */
  private walkMs(index: number): number {
    const [from, to] = [this.samples[index], this.samples[index + 1]];
    if (!from || !to) return 0;
    const gapMs = to.sentMs - from.sentMs;
    if (gapMs < LONGEST_GAP_INTERVALS * this.intervalMs && !this.isRest(index)) return gapMs;
    return Math.min(gapMs, Math.hypot(to.x - from.x, to.y - from.y) / this.pacePxPerMs);
  }

  private isKnown(index: number, x: number, y: number, sentMs: number): boolean {
    const known = this.samples[index];
    return known?.x === x && known.y === y && Math.abs(known.sentMs - sentMs) <= SAME_MS;
  }

  /** Whether it had been at this place before. */
  private isRest(index: number): boolean {
    const [before, place] = [this.samples[index - 1], this.samples[index]];
    return before === undefined || (before.x === place?.x && before.y === place.y);
  }

  /** Learns how it walks, when it is told where it went on to. */
  private measure(x: number, y: number, sentMs: number): void {
    const last = this.samples.length - 1;
    const [from, to] = [this.samples[last - 1], this.samples[last]];
    if (x === to?.x && y === to.y) this.tellsRest ||= sentMs - to.sentMs < REST_TOLD_WITHIN_MS;
    // Only a step in the midst of a walk: the first one and the last take less time than passes between two messages.
    else if (from && to && !this.isRest(last - 1) && !this.isRest(last)) {
      const px = Math.hypot(to.x - from.x, to.y - from.y);
      const ms = to.sentMs - from.sentMs;
      if (ms > LONGEST_INTERVAL_MS) return;
      this.interval.push(ms);
      this.steps.px = MEMORY * this.steps.px + px;
      this.steps.ms = MEMORY * this.steps.ms + ms;
      this.stray.push(Math.abs(ms - px / this.pacePxPerMs));
    }
  }

  private timeMs(index: number): number {
    return this.samples[index]?.sentMs ?? -Infinity;
  }
}
