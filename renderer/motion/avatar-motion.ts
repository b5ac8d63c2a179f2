import { clampToYard, type Motion, type Position, type YardSize } from '../../shared/movement';
import { MOTION_FLAGS, type MotionRecord } from '../../shared/protocol/motions';
import { commonLateness, DeadReckoning, SILENCE_HOLDS_MS } from './dead-reckoning';
import { Interpolation } from './interpolation';
import { PageStall } from './page-stall';
import { ServerClock } from './server-clock';

/** What all avatars of one connection share. */
export class MotionSources {
  readonly clock = new ServerClock();
  readonly lateness = commonLateness();
  size: YardSize;
  private readonly stall = new PageStall();

  constructor(size: YardSize) {
    this.size = size;
  }

  /** To be called in each frame. */
  frame(nowMs: number): void {
    this.stall.frame(nowMs);
  }

  /** Takes in that a message was sent by the server's clock, and comes now. Its avatars are told after that. */
  addSample(sentMs: number, nowMs: number): void {
    this.clock.addSample(sentMs, nowMs, !this.stall.isAt(nowMs));
  }

  /** The server's time now, or a little after it was last heard of: in a silence everybody is held. */
  timeAt(nowMs: number): number {
    return this.clock.at(Math.min(nowMs, this.clock.heardMs + SILENCE_HOLDS_MS));
  }

  /** Whether what comes now is late because the page stood still. */
  isStalled(nowMs: number): boolean {
    return this.stall.isAt(nowMs);
  }
}

/**
 * Where one of the others is drawn: by dead reckoning who tells motions, and by interpolation who is known by positions
 * alone, as a guest is. Deterministic: no I/O, no clock.
 */
export class AvatarMotion {
  private readonly sources: MotionSources;
  private way: DeadReckoning | Interpolation | undefined;
  /** Of the clock by which its way is known. */
  private clockCount = 0;
  private readonly drawn: Position = { x: NaN, y: NaN };

  constructor(sources: MotionSources) {
    this.sources = sources;
  }

  /** How far in the past it is drawn, in ms. */
  get delayMs(): number {
    return this.way?.delayMs ?? 0;
  }

  /** The newest of what was told, by the server's clock. Who is known by positions is taken to stand. */
  get newest(): Readonly<Motion> | undefined {
    const newest = this.way?.newest;
    return (
      newest && ('vx' in newest ? newest : { x: newest.x, y: newest.y, vx: 0, vy: 0, atMs: newest.sentMs })
    );
  }

  /** Takes in what the server told. */
  push(record: MotionRecord, nowMs: number): void {
    const { clock, lateness, size } = this.sources;
    const isKnownByClock = clock.count === this.clockCount;
    this.clockCount = clock.count;
    if ((record.flags & MOTION_FLAGS.byPositions) !== 0) {
      if (!(this.way instanceof Interpolation && isKnownByClock)) this.way = new Interpolation(clock);
      this.way.push(record, record.atMs, nowMs);
      return;
    }
    const isLeap = (record.flags & MOTION_FLAGS.teleported) !== 0;
    const isHeldBack = (record.flags & MOTION_FLAGS.heldBack) !== 0 || this.sources.isStalled(nowMs);
    if (this.way instanceof DeadReckoning && isKnownByClock)
      return this.way.push(record, isLeap, nowMs, isHeldBack);
    // Who was never drawn has nothing to go over from.
    const isSeen = this.way !== undefined && !Number.isNaN(this.drawn.x);
    this.way = new DeadReckoning(clock, lateness, size);
    this.way.push(record, isLeap, nowMs);
    if (isSeen && !isLeap) this.way.continueFrom(this.drawn);
  }

  /** Writes into `out`, and returns, where it is to be drawn now. To be asked in the order of time. */
  at(nowMs: number, out: Position): Position {
    if (!this.way) return out;
    // What fades of an error would have it beyond the fence.
    clampToYard(this.way.at(nowMs, out), this.sources.size, out);
    this.drawn.x = out.x;
    this.drawn.y = out.y;
    return out;
  }
}
