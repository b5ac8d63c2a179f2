import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import type { Position } from '../../shared/movement';
import type { ServerClock } from './server-clock';
import { Track } from './track';

/** Farther than that in one go, nobody walked. */
const TELEPORT_PX = 200;
const DELAY_MS = { min: 50, max: 250 };
/** Enough that one lost message leaves no gap. */
const DELAY_INTERVALS = 2;
/** How fast the delay changes, in ms a ms: nobody is seen to walk faster or slower for it. */
const DELAY_SLEW = { up: 0.12, down: 0.04 };
/** Half the stretch of time over which the way is smoothed, for each ms by which its steps stray; and at most. */
const SMOOTHING_PER_STRAY = 6;
const LONGEST_SMOOTHING_MS = 80;
/** Steps that stray by less are as even as timers are. */
const EVEN_MS = 2;
/** However the clock is set right, the moment that is shown goes on at least this fast: nobody walks backwards for it. */
const SLOWEST = 0.5;
/** A clock that was set back by more than this is another one. */
const OTHER_CLOCK_MS = 1000;
/** Over how many moments the mean of the smoothing goes. */
const SMOOTHING_MOMENTS = 8;
/** What was drawn wrong fades by e in this time. */
const FADE_MS = 120;
/** So many times as fast as it walks nobody is drawn: what came all at once is caught up with. */
const HURRY = 2;
/** Who was not asked for in so long was out of sight: there is nothing to go over from. */
const UNSEEN_MS = 1000;
/** Less than that nobody sees. */
const FADED_PX = 0.02;
/** While somebody walks, what was drawn too far ahead is taken back by waiting, not by walking backwards. */
const LONGEST_WAIT = 0.8;

/**
 * Draws somebody a moment ago, where the way is known: between two places that were told. How long ago, the network
 * says; docs/netcode.md explains it. One object is one avatar, and `at` is to be asked in the order of time. Deterministic: no I/O, no clock.
 */
export class Interpolation {
  private readonly clock: ServerClock;
  private readonly track = new Track();
  private delay = 0;
  private smoothingMs = 0;
  private askedMs = -Infinity;
  /** The moment that was shown last, on the server's clock. */
  private shownMs = NaN;
  /** How far what is drawn is from the track: what was told later than it was drawn, and fades. */
  private readonly astray: Position = { x: 0, y: 0 };
  /** Where the track was when it was last asked. */
  private readonly last: Position = { x: 0, y: 0 };
  /** Where it was drawn last; NaN before that, and after a far leap. */
  private readonly drawn: Position = { x: NaN, y: NaN };
  private readonly moment: Position = { x: 0, y: 0 };

  /** @param clock the server's, which all avatars share; it is to hear of a message before this does */
  constructor(clock: ServerClock) {
    this.clock = clock;
  }

  /** How far in the past it is drawn, in ms. */
  get delayMs(): number {
    return this.delay / this.clock.rate;
  }

  /** The newest place, and when it was sent. */
  get newest(): Readonly<Position & { sentMs: number }> | undefined {
    return this.track.newest;
  }

  /** Takes in a place that the server told in a message sent at `sentMs` by its own clock. */
  push(position: Position, sentMs: number, nowMs: number): void {
    const { track } = this;
    const { newest } = track;
    if (newest && Math.hypot(position.x - newest.x, position.y - newest.y) > TELEPORT_PX) {
      if (sentMs < newest.sentMs) return;
      track.clear();
      this.astray.x = this.astray.y = 0;
      this.drawn.x = NaN;
    }
    if (!track.newest) {
      track.push(position, sentMs);
      if (this.askedMs === -Infinity) this.delay = this.wantedDelayMs();
      this.askedMs = nowMs;
      this.onTrack(this.momentAt(nowMs), this.last);
      return;
    }
    // What was drawn until now stays where it is, and goes over to what is known now.
    const momentMs = this.momentAt(nowMs);
    this.onTrack(momentMs, this.last);
    const { x, y } = this.last;
    track.push(position, sentMs);
    this.onTrack(momentMs, this.last);
    this.astray.x += x - this.last.x;
    this.astray.y += y - this.last.y;
  }

  /** Writes into `out`, and returns, where it is to be drawn now. Before the first place that is where `out` was. */
  at(nowMs: number, out: Position): Position {
    const dtMs = Math.max(0, nowMs - this.askedMs);
    if (dtMs > UNSEEN_MS) {
      this.astray.x = this.astray.y = 0;
      this.drawn.x = NaN;
    }
    this.adapt(dtMs);
    this.shownMs = this.momentAt(nowMs);
    this.askedMs = Math.max(nowMs, this.askedMs);
    const { x, y } = this.last;
    if (!this.track.newest) return out;
    this.onTrack(this.shownMs, this.last);
    this.fade(dtMs, this.last.x - x, this.last.y - y);
    this.hold(dtMs);
    out.x = this.drawn.x = this.last.x + this.astray.x;
    out.y = this.drawn.y = this.last.y + this.astray.y;
    return out;
  }

  /** The moment to be shown now, on the server's clock. */
  private momentAt(nowMs: number): number {
    const wantedMs = this.clock.at(nowMs) - this.delay;
    const earliestMs = this.shownMs + SLOWEST * this.clock.rate * Math.max(0, nowMs - this.askedMs);
    // Not before anything was shown (NaN), nor by another clock.
    return wantedMs < earliestMs && earliestMs - wantedMs < OTHER_CLOCK_MS ? earliestMs : wantedMs;
  }

  /** Where the track leads at this moment, smoothed. */
  private onTrack(timeMs: number, out: Position): void {
    if (this.smoothingMs === 0) return this.track.at(timeMs, out);
    const { moment } = this;
    let x = 0;
    let y = 0;
    for (let i = 0; i < SMOOTHING_MOMENTS; i++) {
      this.track.at(timeMs + this.smoothingMs * ((2 * i + 1) / SMOOTHING_MOMENTS - 1), moment);
      x += moment.x;
      y += moment.y;
    }
    out.x = x / SMOOTHING_MOMENTS;
    out.y = y / SMOOTHING_MOMENTS;
  }

  private wantedDelayMs(): number {
    const { intervalMs } = this.track;
    return clamp(
      DELAY_INTERVALS * intervalMs + this.clock.jitterMs + this.smoothingMs,
      DELAY_MS.min,
      DELAY_MS.max,
    );
  }

  private adapt(dtMs: number): void {
    const wantedMs = clamp(SMOOTHING_PER_STRAY * (this.track.strayMs - EVEN_MS), 0, LONGEST_SMOOTHING_MS);
    this.smoothingMs += clamp(wantedMs - this.smoothingMs, -DELAY_SLEW.down * dtMs, DELAY_SLEW.down * dtMs);
    const moreMs = this.wantedDelayMs() - this.delay;
    this.delay += clamp(moreMs, -DELAY_SLEW.down * dtMs, DELAY_SLEW.up * dtMs);
  }

  /** @param stepX how far the track led since it was last asked */
  private fade(dtMs: number, stepX: number, stepY: number): void {
    const { astray } = this;
    let share = 1 - Math.exp(-dtMs / FADE_MS);
    const stepPx = Math.hypot(stepX, stepY);
    // How far ahead of the track it is, along the step.
    const aheadPx = stepPx > 0 ? (astray.x * stepX + astray.y * stepY) / stepPx : 0;
    if (aheadPx > 0) share = Math.min(share, (LONGEST_WAIT * stepPx) / aheadPx);
    astray.x -= share * astray.x;
    astray.y -= share * astray.y;
    if (Math.hypot(astray.x, astray.y) < FADED_PX) astray.x = astray.y = 0;
  }

  /** Keeps it from being drawn farther from where it was drawn last than it can have gone since. */
  private hold(dtMs: number): void {
    const { astray, drawn, last } = this;
    const stepX = last.x + astray.x - drawn.x;
    const stepY = last.y + astray.y - drawn.y;
    // On our clock. Who was slow until now may walk at once, as anybody may.
    const pacePxPerMs = Math.max(this.track.pacePxPerMs * this.clock.rate, WALKING_SPEED_PX_PER_S / 1000);
    const excess = 1 - (HURRY * pacePxPerMs * dtMs) / Math.hypot(stepX, stepY);
    // Not where it was drawn nowhere yet (NaN), nor where it stands (-Infinity or NaN).
    if (!(excess > 0)) return;
    astray.x -= excess * stepX;
    astray.y -= excess * stepY;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
