/** The whole processor would be worth it to have all news so much younger. */
const PROCESSOR_WORTH_MS = 96;
/** What is told later than this looks late. */
const PERIOD_MAX_MS = 90;
/** Slower than peers tell where they are, the yard would pass over positions, so it is somewhat faster than they are. */
const OWN_INTERVAL_SHARE = 0.8;
/** How much what was before a look counts beside what was since. */
const FADING = 0.7;

/** What a server did in a time. */
export interface PaceSample {
  /** How long that was, and how much processor time all of the server took in it. */
  elapsedMs: number;
  usedMs: number;
  /** How many came in by connections, and from other servers of the yard. */
  packets: number;
  remotePackets: number;
  flushes: number;
  /** How many peers there are. */
  peers: number;
}

/**
 * How often to flush. A flush every T ms makes news T/2 old on average, and costs c/T of the processor, where c is the
 * processor time of one flush. The sum of both, T/2 + w·c/T, is least at T = √(2·w·c): the square-root rule for the size
 * of batches (F. W. Harris, "How Many Parts to Make at Once", Factory 10(2), 1913). So a full yard puts more into each
 * flush, and twice the cost makes it only 1.4 times as slow.
 *
 * That is the pace of a yard that has to save, as one that would need two cores for a flush of its own for each packet.
 * One for which a single core would do does not wait at all. The measure is what that would take, and not what it takes
 * now, which is less the more it saves. Deterministic: no I/O, no clock.
 */
export class FlushPace {
  /** What it saw, the older the fainter. */
  private elapsedMs = 0;
  private usedMs = 0;
  private packets = 0;
  private remotePackets = 0;
  private flushes = 0;
  private peers = 0;

  /** To be told a few times a second what the server did since it was told last. */
  addSample({ elapsedMs, usedMs, packets, remotePackets, flushes, peers }: PaceSample): void {
    this.elapsedMs = FADING * this.elapsedMs + elapsedMs;
    this.usedMs = FADING * this.usedMs + usedMs;
    this.packets = FADING * this.packets + packets;
    this.remotePackets = FADING * this.remotePackets + remotePackets;
    this.flushes = FADING * this.flushes + flushes;
    this.peers = peers;
  }

  /** The time from one flush to the next; 0 when there is no need to wait. */
  get periodMs(): number {
    if (this.flushes === 0) return 0;
    // With all that belongs to it: what a flush tells has to be taken in, and to be sent by ZeroMQ's own thread. And in
    // processor time: by the clock a yard would slow down whenever other programs are busy.
    const flushCostMs = this.usedMs / this.flushes;
    const coresAtOnce = ((this.packets + this.remotePackets) / this.elapsedMs) * flushCostMs;
    const saturation = Math.min(1, Math.max(0, coresAtOnce - 1));
    // Other servers send batches at a pace of their own: those pass over nothing.
    const packetIntervalMs = this.packets > 0 ? (this.peers * this.elapsedMs) / this.packets : Infinity;
    const longestMs = Math.min(PERIOD_MAX_MS, OWN_INTERVAL_SHARE * packetIntervalMs);
    return Math.min(longestMs, saturation * Math.sqrt(2 * PROCESSOR_WORTH_MS * flushCostMs));
  }
}
