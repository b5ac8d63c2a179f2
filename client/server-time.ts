/** So long a difference counts: clocks drift, and the fastest packet of a while ago says little of now. */
const WINDOW_MS = 30_000;
/** The best of each of so many stretches of that is remembered. */
const STRETCHES = 15;
const STRETCH_MS = WINDOW_MS / STRETCHES;

/**
 * The server's clock (UTC as the server has it), as its bundles and our pings tell: a bundle's tag is behind it by the way
 * here, the least of which is about half of the shortest round trip (F. Cristian, "Probabilistic clock synchronization",
 * Distributed Computing 3, 1989). Times are milliseconds, on our own clock where they are called `nowMs`. Deterministic:
 * no I/O, no clock.
 */
export class ServerTime {
  private stretches: { startMs: number; differenceMs: number }[] = [];
  private shortestRoundTripMs: number | undefined;

  /** A bundle with this tag has arrived. */
  addArrival(tagMs: number, nowMs: number): void {
    const differenceMs = tagMs - nowMs;
    const last = this.stretches.at(-1);
    if (last && nowMs - last.startMs < STRETCH_MS) {
      last.differenceMs = Math.max(last.differenceMs, differenceMs);
      return;
    }
    this.stretches.push({ startMs: nowMs, differenceMs });
    this.stretches = this.stretches.slice(-STRETCHES).filter(({ startMs }) => nowMs - startMs < WINDOW_MS);
  }

  addRoundTrip(ms: number): void {
    this.shortestRoundTripMs = Math.min(ms, this.shortestRoundTripMs ?? Infinity);
  }

  /** The server's time now; undefined until both are known. */
  at(nowMs: number): number | undefined {
    if (this.shortestRoundTripMs === undefined || this.stretches.length === 0) return undefined;
    const differenceMs = Math.max(...this.stretches.map((stretch) => stretch.differenceMs));
    return nowMs + differenceMs + this.shortestRoundTripMs / 2;
  }
}
