import { FLOOD_MAX_MS } from '../shared/config';
import { TokenBucket } from '../shared/token-bucket';
import type { ReadPacket } from './read-packet';

/** What it takes to read and to show, in microseconds of a processor, as measured on a slow one and rounded. */
const COST_US = { packet: 20, kilobyte: 10, message: 30, foreign: 5, position: 2 } as const;
/** A fifth of a processor. The fullest yard, with all that a server relays to one peer, takes two thirds of that. */
const BUDGET_US_PER_S = 200_000;
/** What a network, or this computer, held back for some seconds comes at once. */
const BURST_US = 3 * BUDGET_US_PER_S;

/**
 * What a player takes in of its server, which may be anybody. What is over the budget is not read, so that it waits at the
 * server's end (TCP's flow control): it costs nothing here, and nothing of an honest server is lost. Deterministic: no I/O, no clock.
 */
export class ReceiveBudget {
  private readonly bucket: TokenBucket;
  /** Since when more comes than is taken in. */
  private exhaustedMs: number | undefined;

  constructor(nowMs: number) {
    this.bucket = new TokenBucket(BUDGET_US_PER_S, BURST_US, nowMs);
  }

  /** Charges for a packet that was received. */
  chargePacket(bytes: number, nowMs: number): void {
    this.charge(COST_US.packet + (COST_US.kilobyte * bytes) / 1000, nowMs);
  }

  /** Charges for what was in it: so many messages that were the server's or meant to be, and positions in them. */
  chargeMessages({ messages, ignored }: ReadPacket, positions: number, nowMs: number): void {
    const decoded = messages.length + ignored.malformed;
    this.charge(
      COST_US.message * decoded + COST_US.foreign * ignored.foreign + COST_US.position * positions,
      nowMs,
    );
  }

  /** How long nothing is to be received, in ms. */
  pauseMs(nowMs: number): number {
    return Math.max(0, (-1000 * this.bucket.level(nowMs)) / BUDGET_US_PER_S);
  }

  /** Whether the server has gone on for so long that it is to be left. */
  isFlooded(nowMs: number): boolean {
    this.forgive(nowMs);
    return this.exhaustedMs !== undefined && nowMs - this.exhaustedMs > FLOOD_MAX_MS;
  }

  private charge(costUs: number, nowMs: number): void {
    this.forgive(nowMs);
    this.bucket.charge(costUs, nowMs);
    if (this.bucket.level(nowMs) < 0) this.exhaustedMs ??= nowMs;
  }

  /** Who stays below the budget for a while floods no more. */
  private forgive(nowMs: number): void {
    if (this.bucket.level(nowMs) > BURST_US / 2) this.exhaustedMs = undefined;
  }
}
