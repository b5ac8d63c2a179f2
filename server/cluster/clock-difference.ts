/** So many of the last round trips are kept: 8 s of them. */
const SAMPLES_MAX = 16;
/** A longer one says nothing of a clock. */
const ROUND_TRIP_MAX_MS = 10_000;

/**
 * The difference between another server's clock and our own, in the manner of NTP (RFC 5905, 10): of the last round trips the
 * shortest is believed, since it waited the least. Before the first it is the largest of sending time minus arrival, as if the
 * fastest packet had taken no time. Deterministic: no I/O, no clock.
 */
export class ClockDifference {
  private readonly samples: { roundTripMs: number; aheadMs: number }[] = [];
  private oneWayMs = -Infinity;
  private best: { roundTripMs: number; aheadMs: number } | undefined;

  /** The shortest of the last round trips; undefined before the first. */
  get roundTripMs(): number | undefined {
    return this.best?.roundTripMs;
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
    this.samples.push({ roundTripMs, aheadMs: theirSentMs + roundTripMs / 2 - nowMs });
    if (this.samples.length > SAMPLES_MAX) this.samples.shift();
    this.best = this.samples.reduce((least, one) => (one.roundTripMs < least.roundTripMs ? one : least));
  }

  /** A moment of the other clock on our own. */
  toOwn(theirMs: number): number {
    return theirMs - (this.best?.aheadMs ?? this.oneWayMs);
  }
}
