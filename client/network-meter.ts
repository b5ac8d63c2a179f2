import type { NetworkFigures, Traffic } from '../shared/bridge';

/** Of so many pings the unanswered ones are counted. */
const PINGS = 20;
/** A ping that was not answered within this time counts as unanswered, until it is. */
const PATIENCE_MS = 2000;
/** A network that lost a ping loses packets, for so long. */
const LOSSY_MS = 60_000;
/** How much of the jitter one packet makes up (RFC 3550, 6.4.1). */
const JITTER_WEIGHT = 1 / 16;

interface Ping {
  n: number;
  sentMs: number;
  isAnswered: boolean;
}

/** How the network does, from what is sent and heard. Bytes are those of payloads, without frames and TCP. Deterministic: no I/O, no clock. */
export class NetworkMeter {
  private readonly sent = new TrafficCounter();
  private readonly received = new TrafficCounter();
  private pings: Ping[] = [];
  private roundTripMs: number | undefined;
  private jitterMs = 0;
  private transitMs: number | undefined;
  private lostMs = -Infinity;

  /** @param updates how many positions were in it */
  countSent(bytes: number, updates: number): void {
    this.sent.add(bytes, updates);
  }

  countReceived(bytes: number, updates: number): void {
    this.received.add(bytes, updates);
  }

  /** Hears of a packet when it was sent, by whatever clock, and that it comes now. */
  addArrival(sentMs: number, nowMs: number): void {
    const transitMs = nowMs - sentMs;
    const changeMs = Math.abs(transitMs - (this.transitMs ?? transitMs));
    this.jitterMs += JITTER_WEIGHT * (changeMs - this.jitterMs);
    this.transitMs = transitMs;
  }

  addPing(n: number, nowMs: number): void {
    this.pings = [...this.pings.slice(1 - PINGS), { n, sentMs: nowMs, isAnswered: false }];
  }

  /** Returns how long the answer took; undefined when it answers nothing. */
  addPong(n: number, nowMs: number): number | undefined {
    const ping = this.pings.find((one) => one.n === n);
    if (!ping || ping.isAnswered) return undefined;
    ping.isAnswered = true;
    // Pings are a second apart, and answered in order: one before it is lost, and not late.
    if (this.pings.slice(0, this.pings.indexOf(ping)).some(({ isAnswered }) => !isAnswered))
      this.lostMs = nowMs;
    return (this.roundTripMs = nowMs - ping.sentMs);
  }

  /** Whether packets got lost not long ago. */
  isLossy(nowMs: number): boolean {
    return nowMs - this.lostMs < LOSSY_MS;
  }

  private lossPercent(nowMs: number): number {
    const settled = this.pings.filter(({ isAnswered, sentMs }) => isAnswered || nowMs - sentMs > PATIENCE_MS);
    const lost = settled.filter(({ isAnswered }) => !isAnswered).length;
    return (100 * lost) / Math.max(1, settled.length);
  }

  /** The figures of now, and of the traffic since they were last asked for. */
  figures(nowMs: number): Omit<NetworkFigures, 'ignored'> {
    return {
      roundTripMs: this.roundTripMs,
      jitterMs: this.jitterMs,
      lossPercent: this.lossPercent(nowMs),
      sent: this.sent.sample(nowMs),
      received: this.received.sample(nowMs),
    };
  }
}

/** What went one way since it was last asked for. */
class TrafficCounter {
  private bytes = 0;
  private updates = 0;
  private takenMs: number | undefined;

  add(bytes: number, updates: number): void {
    this.bytes += bytes;
    this.updates += updates;
  }

  /** By the second; nothing the first time, when nobody knows since when. */
  sample(nowMs: number): Traffic {
    const seconds = (nowMs - (this.takenMs ?? nowMs)) / 1000;
    const perS = (count: number) => (seconds > 0 ? count / seconds : 0);
    const traffic = { updatesPerS: perS(this.updates), bytesPerS: perS(this.bytes) };
    this.bytes = this.updates = 0;
    this.takenMs = nowMs;
    return traffic;
  }
}
