import {
  RELAY_BURST_BYTES,
  RELAY_FLUSH_MAX_BYTES,
  RELAY_FLUSH_MAX_PACKETS,
  RELAY_OVERHEAD_BYTES,
  RELAY_SENDER_BYTES_PER_S,
  RELAY_YARD_BYTES_PER_S,
} from '../../shared/config';
import { TokenBucket } from '../../shared/token-bucket';

/**
 * Who sends foreign packets: one connection, known by identity alone. Not a player, of whom one connection may be several,
 * one after the other: neither is it sent its own packet then, nor does it get another budget.
 */
export interface RelaySender {
  /** How many bytes may go out for it now. */
  readonly relayBudget: TokenBucket;
}

/** A foreign packet for everybody but its sender: the article's leave-one-out broadcast. */
export interface Relayed {
  packet: Uint8Array;
  sender: RelaySender;
}

/** A sender's budget, which is full at first. */
export function createRelayBudget(nowMs: number): TokenBucket {
  return new TokenBucket(RELAY_SENDER_BYTES_PER_S, RELAY_BURST_BYTES, nowMs);
}

/**
 * The foreign packets for the next flush, within three limits: the budget of outgoing bytes of their sender, that of the
 * yard, and what a flush may bring each recipient besides its own news. Deterministic: no I/O, no clock.
 */
export class RelayQueue {
  private readonly yardBudget = new TokenBucket(RELAY_YARD_BYTES_PER_S, RELAY_BURST_BYTES, 0);
  private queued: Relayed[] = [];
  private queuedBytes = 0;

  get length(): number {
    return this.queued.length;
  }

  /**
   * Queues a packet, if it is within the limits; says whether it is. It is kept as it is, and must not be changed.
   * @param recipients how many will be sent it
   */
  add(packet: Uint8Array, sender: RelaySender, recipients: number, nowMs: number): boolean {
    if (recipients === 0) return true;
    if (this.queued.length >= RELAY_FLUSH_MAX_PACKETS) return false;
    if (this.queuedBytes + packet.length > RELAY_FLUSH_MAX_BYTES) return false;
    const outgoingBytes = (packet.length + RELAY_OVERHEAD_BYTES) * recipients;
    // The sender's first: what is over it takes nothing from the others.
    if (!sender.relayBudget.tryConsume(outgoingBytes, nowMs)) return false;
    if (!this.yardBudget.tryConsume(outgoingBytes, nowMs)) return false;
    this.queued.push({ packet, sender });
    this.queuedBytes += packet.length;
    return true;
  }

  /** Hands out all that is queued, in the order in which it came. */
  drain(): readonly Relayed[] {
    const { queued } = this;
    this.queued = [];
    this.queuedBytes = 0;
    return queued;
  }
}
