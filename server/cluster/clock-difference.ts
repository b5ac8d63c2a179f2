/** So many of the last round trips are kept: 8 s of them. */
const SAMPLES_MAX = 16;
/** A longer one says nothing of a clock. */
const ROUND_TRIP_MAX_MS = 10_000;

/** What one round trip, and the packets since the one before, say of how far the other clock is ahead. */
interface Sample {
  roundTripMs: number;
  /** At least so far, or a packet had come before it was sent. */
  leastMs: number;
  /** At most so far, for the same reason the other way. */
  mostMs: number;
}

/**
 * The difference between another server's clock and our own, in the manner of NTP (RFC 5905, 10): each packet that came is a
 * bound on one side, each that was echoed one on the other, and the middle of the tightest is believed. A busy server may have
 * no short round trip for some seconds, but of its many packets some were fast. Before the first echo it is the largest of
 * sending time minus arrival, as if the fastest packet had taken no time. Deterministic: no I/O, no clock.
 */
export class ClockDifference {
  private readonly samples: Sample[] = [];
  /** Of packets since the last round trip. */
  private oneWayMs = -Infinity;
  private aheadMs: number | undefined;
  private shortestMs: number | undefined;

  /** The shortest of the last round trips; undefined before the first. */
  get roundTripMs(): number | undefined {
    return this.shortestMs;
  }

  /** A packet came. @param sentMs on the other clock */
  addArrival(sentMs: number, nowMs: number): void {
    this.oneWayMs = Math.max(this.oneWayMs, sentMs - nowMs);
  }

  /**
   * What we published came back as an echo.
   * @param ourSentMs when we published it @param heldMs how long the other server kept it
   * @param theirSentMs when it published the echo, on its clock
   */
  addRoundTrip(ourSentMs: number, heldMs: number, theirSentMs: number, nowMs: number): void {
    const roundTripMs = nowMs - ourSentMs - heldMs;
    // Both are rounded somewhat on the way.
    if (!(roundTripMs > -1 && roundTripMs <= ROUND_TRIP_MAX_MS)) return;
    const mostMs = theirSentMs - heldMs - ourSentMs;
    this.samples.push({ roundTripMs, leastMs: Math.max(theirSentMs - nowMs, this.oneWayMs), mostMs });
    this.oneWayMs = -Infinity;
    if (this.samples.length > SAMPLES_MAX) this.samples.shift();
    this.conclude();
  }

  /** A moment of the other clock on our own. */
  toOwn(theirMs: number): number {
    return theirMs - (this.aheadMs ?? this.oneWayMs);
  }

  private conclude(): void {
    const { samples } = this;
    const shortest = samples.reduce((least, one) => (one.roundTripMs < least.roundTripMs ? one : least));
    const leastMs = Math.max(...samples.map((sample) => sample.leastMs));
    const mostMs = Math.min(...samples.map((sample) => sample.mostMs));
    // A clock that was set meanwhile makes bounds that exclude each other: then the shortest round trip alone counts.
    const isOneClock = leastMs <= mostMs + 1;
    const bounds = isOneClock ? { leastMs, mostMs } : shortest;
    this.aheadMs = (bounds.leastMs + bounds.mostMs) / 2;
    this.shortestMs = shortest.roundTripMs;
  }
}
