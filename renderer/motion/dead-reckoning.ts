import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import type { Motion, Position, YardSize } from '../../shared/movement';
import { MotionTrack } from './motion-track';
import { RunningQuantile } from './running-quantile';
import type { ServerClock } from './server-clock';

/** So many of all motions have come when they are to be shown. With more of them others are drawn later, and no smoother. */
const LATENESS_SHARE = 0.9;
const LATENESS_STEP_MS = 6;
/** A frame: what is told within one is drawn with the next. And what is later than the other no delay is to span. */
const DELAY_MS = { min: 16, max: 250 };
/** How fast the delay changes, in ms a ms: nobody is seen to walk faster or slower for it. */
const DELAY_SLEW = { up: 0.12, down: 0.04 };
/** Without a packet for so long everybody is held where they are: the network may be gone. */
export const SILENCE_HOLDS_MS = 400;
/** What was drawn wrong fades by e in this time: a few pixels slowly, so that nobody sees it, and many fast. */
const FADE = { small: { px: 8, ms: 250 }, large: { px: 64, ms: 100 } };
/** While somebody walks, what was drawn too far ahead is taken back by waiting, not by walking backwards. */
const LONGEST_WAIT = 0.8;
/** Faster than so many times a walk nobody is drawn… */
export const HURRY = 2;
/** …and who is a little astray catches up without being seen to: so much faster than it walks, up to so far, and more from there on. */
const CATCH_UP = { times: 1.14, px: 64, hurryPx: 256 };
const FADED_PX = 0.02;
/** Who was not asked for in so long was out of sight: there is nothing to go over from. */
const UNSEEN_MS = 250;

/**
 * Draws somebody whose motions are told (dead reckoning, IEEE 1278.1): where they lead, a moment ago. How long ago, the
 * lateness of messages says; docs/netcode.md explains it. One object is one avatar, and `at` is to be asked in the order of
 * time. Deterministic: no I/O, no clock.
 */
export class DeadReckoning {
  private readonly clock: ServerClock;
  private readonly size: YardSize;
  private readonly track = new MotionTrack();
  private readonly lateness: RunningQuantile;
  /** Of all avatars; a new one begins with it. */
  private readonly commonLateness: RunningQuantile;
  private delay: number;
  private askedMs = -Infinity;
  /** The moment that was shown last, on the server's clock. */
  private shownMs = NaN;
  /** Where the track was then. */
  private readonly last: Position = { x: 0, y: 0 };
  /** How far what is drawn is from the track: what was told later than it was drawn, and fades. */
  private readonly astray: Position = { x: 0, y: 0 };
  private readonly next: Position = { x: 0, y: 0 };
  private readonly jumps: Position = { x: 0, y: 0 };

  /**
   * @param clock the server's, which all avatars share; it is to hear of a message before this does
   * @param commonLateness likewise
   */
  constructor(clock: ServerClock, commonLateness: RunningQuantile, size: YardSize) {
    this.clock = clock;
    this.size = size;
    this.commonLateness = commonLateness;
    this.lateness = new RunningQuantile(LATENESS_SHARE, LATENESS_STEP_MS, commonLateness.value);
    this.delay = this.wantedDelayMs();
  }

  /** How far in the past it is drawn, in ms. */
  get delayMs(): number {
    return this.delay;
  }

  /** The newest motion, its velocity by the server's clock. */
  get newest(): Readonly<Motion> | undefined {
    return this.track.newest;
  }

  /**
   * Takes in a motion that the server told.
   * @param isLeap it did not walk there, and is drawn there at once
   * @param isHeldBack the server told it late on purpose, which says nothing of the network
   */
  push(motion: Readonly<Motion>, isLeap: boolean, nowMs: number, isHeldBack = false): void {
    const { track, last, astray, next } = this;
    if (track.knows(motion)) return;
    if (isLeap || !track.newest) {
      if ((track.newest?.atMs ?? -Infinity) > motion.atMs) return;
      track.clear();
      track.push(this.onServerClock(motion));
      astray.x = astray.y = 0;
      this.shownMs = this.momentAt(nowMs);
      this.askedMs = Math.max(this.askedMs, nowMs);
      track.at(this.shownMs, this.size, last);
      return;
    }
    if (!isHeldBack) this.learn((this.clock.at(nowMs) - motion.atMs) / this.clock.rate);
    // What is drawn stays where it is, and goes over to what is known now.
    track.push(this.onServerClock(motion));
    track.at(this.shownMs, this.size, next);
    astray.x += last.x - next.x;
    astray.y += last.y - next.y;
    last.x = next.x;
    last.y = next.y;
  }

  /** Begins at the place where it was drawn until now by other means. */
  continueFrom({ x, y }: Readonly<Position>): void {
    this.astray.x = x - this.last.x;
    this.astray.y = y - this.last.y;
  }

  /** Writes into `out`, and returns, where it is to be drawn now. Before the first motion that is where `out` was. */
  at(nowMs: number, out: Position): Position {
    if (!this.track.newest) return out;
    const dtMs = Math.max(0, nowMs - this.askedMs);
    this.askedMs = Math.max(nowMs, this.askedMs);
    const moreMs = this.wantedDelayMs() - this.delay;
    this.delay += Math.max(-DELAY_SLEW.down * dtMs, Math.min(DELAY_SLEW.up * dtMs, moreMs));
    const { last, next, astray, jumps, shownMs, track } = this;
    this.shownMs = this.momentAt(nowMs);
    track.at(this.shownMs, this.size, next);
    if (dtMs > UNSEEN_MS) {
      out.x = last.x = next.x;
      out.y = last.y = next.y;
      astray.x = astray.y = 0;
      return out;
    }
    // What nobody had told until it was drawn is gone over to, and not leapt to.
    track.jumpsBetween(shownMs, this.shownMs, this.size, jumps);
    astray.x -= jumps.x;
    astray.y -= jumps.y;
    let [stepX, stepY] = [next.x - last.x - jumps.x, next.y - last.y - jumps.y];
    // Nor is what happened while all was silent.
    const excess = 1 - mostPx(dtMs) / Math.hypot(stepX, stepY);
    if (excess > 0) {
      astray.x -= excess * stepX;
      astray.y -= excess * stepY;
      stepX *= 1 - excess;
      stepY *= 1 - excess;
    }
    last.x = next.x;
    last.y = next.y;
    this.fade(dtMs, stepX, stepY);
    out.x = last.x + astray.x;
    out.y = last.y + astray.y;
    return out;
  }

  /** The moment to be shown now, on the server's clock: never earlier than the last, and standing still while all is silent. */
  private momentAt(nowMs: number): number {
    const heldMs = Math.min(nowMs, this.clock.heardMs + SILENCE_HOLDS_MS);
    const momentMs = this.clock.at(heldMs) - this.delay * this.clock.rate;
    return momentMs < this.shownMs && this.shownMs - momentMs < DELAY_MS.max ? this.shownMs : momentMs;
  }

  /** With the velocity in pixels a second of the server's clock, which may run at another speed than seconds do. */
  private onServerClock(motion: Readonly<Motion>): Readonly<Motion> {
    const { rate } = this.clock;
    return rate === 1 ? motion : { ...motion, vx: motion.vx / rate, vy: motion.vy / rate };
  }

  private learn(latenessMs: number): void {
    // After a stall, which no delay is to span.
    if (latenessMs > DELAY_MS.max) return;
    this.lateness.push(latenessMs);
    this.commonLateness.push(latenessMs);
  }

  private wantedDelayMs(): number {
    // What the server itself says is late as well: of a straight walk there are few motions to learn from.
    const latenessMs = Math.max(this.lateness.value, this.clock.jitterMs);
    return Math.max(DELAY_MS.min, Math.min(DELAY_MS.max, latenessMs));
  }

  /** @param stepX how far it walked since it was last asked */
  private fade(dtMs: number, stepX: number, stepY: number): void {
    const { astray } = this;
    const px = Math.hypot(astray.x, astray.y);
    if (px < FADED_PX) {
      astray.x = astray.y = 0;
      return;
    }
    const { small, large } = FADE;
    const size = Math.max(0, Math.min(1, (px - small.px) / (large.px - small.px)));
    let share = 1 - Math.exp(-dtMs / (small.ms + size * (large.ms - small.ms)));
    const stepPx = Math.hypot(stepX, stepY);
    // How far ahead of the track it is, along the step.
    const aheadPx = stepPx > 0 ? (astray.x * stepX + astray.y * stepY) / stepPx : 0;
    share = Math.min(share, Math.max(0, catchUpPx(dtMs, stepPx, px) - stepPx) / px);
    if (aheadPx > 0) share = Math.min(share, (LONGEST_WAIT * stepPx) / aheadPx);
    astray.x -= share * astray.x;
    astray.y -= share * astray.y;
  }
}

/** How far anybody is drawn to have gone in so much time. */
function mostPx(dtMs: number): number {
  return (HURRY * WALKING_SPEED_PX_PER_S * dtMs) / 1000;
}

/** How far somebody is drawn to have gone in so much time who is so far astray. @param stepPx how far it walked in it */
function catchUpPx(dtMs: number, stepPx: number, astrayPx: number): number {
  const { times, px, hurryPx } = CATCH_UP;
  const size = Math.max(0, Math.min(1, (astrayPx - px) / (hurryPx - px)));
  const walkPx = Math.max(stepPx, (WALKING_SPEED_PX_PER_S * dtMs) / 1000);
  return Math.min(mostPx(dtMs), (times + size * (HURRY - times)) * walkPx);
}

/** The lateness that a connection's avatars share. */
export function commonLateness(): RunningQuantile {
  return new RunningQuantile(LATENESS_SHARE, LATENESS_STEP_MS, 0);
}
