import { RunningQuantile } from './running-quantile';

/** The fastest message of each of so many stretches of time is remembered: the last eight seconds. */
const STRETCHES = 8;
const STRETCH_MS = 1000;
/** How fast the clock is set right: at most so many ms in a ms, so that nobody is seen to hurry or wait. */
const SLEW = 0.05;
/** What is wrong by more than this is set right at once. */
const JUMP_MS = 150;
/** Messages that are early by so much, or all late by so much for a while, tell of another clock. */
const OTHER_CLOCK_MS = 1000;
/** Longer than it takes to find out that a clock runs at another speed. */
const OTHER_CLOCK_FOR_MS = 1500;
/** Clocks drift by some ms a minute. One that is faster or slower by more than this share runs at another speed. */
const OTHER_RATE = 0.3;
/** No clock runs at a speed outside of these: its tags make no sense, and velocities by it would be none. */
const RATE = { min: 0.25, max: 4 };
/** Over less time than this a late message would look like another speed. */
const RATE_BASELINE_MS = 1900;
/** How far one message moves the jitter, at most. */
const JITTER_STEP_MS = 4;
/** A message that is later than that says no more of the jitter than one that is as late. */
const LATEST_MS = 400;

/** When the fastest message of a stretch was sent, on the server's clock, and heard, on ours. */
interface Fastest {
  startMs: number;
  sentMs: number;
  receivedMs: number;
}

/**
 * The server's clock, as far as its messages tell: each bears its sending time, and the fastest ones took about the
 * same time on their way, the shortest there is. So this clock shows the sending time of a message that would be heard
 * now if it were one of the fastest; how much later than that messages come is the jitter. One clock serves a whole
 * connection. Times are in milliseconds, of the server's clock or of ours (`receivedMs`, `nowMs`). Deterministic: no I/O, no clock.
 */
export class ServerClock {
  private readonly lateness = new RunningQuantile(0.95, JITTER_STEP_MS, 0);
  private fastest: Fastest[] = [];
  /** How many ms of the server's clock one ms of ours is. */
  rate = 1;
  /** How many clocks there were: what was told by one before says nothing by this one. */
  count = 0;
  private setMs = 0;
  private serverMs = 0;
  private receivedMs = 0;
  private lateSinceMs: number | undefined;

  /** The server's time, less the shortest way from there to here. */
  at(nowMs: number): number {
    return this.serverMs + this.rate * (nowMs - this.setMs);
  }

  /** When the last message was heard, on our clock. */
  get heardMs(): number {
    return this.receivedMs;
  }

  /** The 95th percentile of how much later messages come than the fastest ones. */
  get jitterMs(): number {
    return this.lateness.value;
  }

  /**
   * Takes a message in: when it was sent by the server's clock, and that it is heard now.
   * @param isOfNetwork false when it may be late for another reason than the network
   */
  addSample(sentMs: number, nowMs: number, isOfNetwork = true): void {
    if (this.isOtherClock(sentMs, nowMs)) this.restart(sentMs, nowMs);
    this.remember(sentMs, nowMs);
    this.followRate(nowMs);
    const aheadMs = Math.min(...this.fastest.map((one) => this.at(one.receivedMs) - one.sentMs));
    const stepMs = SLEW * (nowMs - this.receivedMs);
    const isFar = Math.abs(aheadMs) > JUMP_MS;
    this.serverMs -= isFar ? aheadMs : Math.max(-stepMs, Math.min(stepMs, aheadMs));
    this.receivedMs = nowMs;
    if (isOfNetwork) this.lateness.push(Math.max(0, Math.min(LATEST_MS, this.at(nowMs) - sentMs)));
  }

  private isOtherClock(sentMs: number, nowMs: number): boolean {
    const lateMs = this.at(nowMs) - sentMs;
    if (this.fastest.length === 0 || lateMs < -OTHER_CLOCK_MS) return true;
    // After a stall late messages come all at once.
    this.lateSinceMs = lateMs < OTHER_CLOCK_MS ? undefined : (this.lateSinceMs ?? nowMs);
    return nowMs - (this.lateSinceMs ?? nowMs) > OTHER_CLOCK_FOR_MS;
  }

  private restart(sentMs: number, nowMs: number): void {
    this.fastest = [];
    this.count++;
    this.rate = 1;
    this.serverMs = sentMs;
    this.setMs = this.receivedMs = nowMs;
    this.lateSinceMs = undefined;
  }

  private remember(sentMs: number, nowMs: number): void {
    const last = this.fastest.at(-1);
    if (!last || nowMs - last.startMs >= STRETCH_MS) {
      this.fastest.push({ startMs: nowMs, sentMs, receivedMs: nowMs });
      if (this.fastest.length > STRETCHES) this.fastest.shift();
    } else if (this.at(nowMs) - sentMs < this.at(last.receivedMs) - last.sentMs) {
      last.sentMs = sentMs;
      last.receivedMs = nowMs;
    }
  }

  /** A clock that runs at another speed than ours is followed at that speed. */
  private followRate(nowMs: number): void {
    // The stretch that has just begun may hold late messages only.
    const [first, last] = [this.fastest[0], this.fastest.at(-2)];
    if (!first || !last || last.receivedMs - first.receivedMs < RATE_BASELINE_MS) return;
    const measured = (last.sentMs - first.sentMs) / (last.receivedMs - first.receivedMs);
    const isOther = Math.abs(measured - 1) > OTHER_RATE && measured >= RATE.min && measured <= RATE.max;
    const rate = isOther ? measured : 1;
    if (rate === this.rate) return;
    this.serverMs = this.at(nowMs);
    this.setMs = nowMs;
    this.rate = rate;
  }
}
