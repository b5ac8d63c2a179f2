import { RELAY_BURST_BYTES, RELAY_YARD_BYTES_PER_S } from '../../shared/config';
import { TokenBucket } from '../../shared/token-bucket';
import { ChatLimits } from './chat-limits';
import { RelayQueue, type Relayed, type RelaySender } from './relay-queue';

/**
 * Chat and foreign packets from the other servers of the yard, within limits of their own: what they say takes nothing from
 * our own players, who are limited at home as well. Deterministic: no I/O, no clock.
 */
export class RemoteTalk {
  private readonly chatLimits = new ChatLimits();
  private readonly queue = new RelayQueue();
  /** All other servers together: none of our connections, so that all of ours are sent it. */
  private readonly servers: RelaySender = {
    relayBudget: new TokenBucket(RELAY_YARD_BYTES_PER_S, RELAY_BURST_BYTES, 0),
  };

  /** How many packets are queued. */
  get relays(): number {
    return this.queue.length;
  }

  /** Charges a line, and says whether it is within the limits. @param recipients how many will be sent it */
  say(line: string, recipients: number, nowMs: number): boolean {
    return this.chatLimits.tryAdd(line, recipients, nowMs);
  }

  /** Queues a packet, if it is within the limits; says whether it is. @param recipients how many will be sent it */
  relay(packet: Uint8Array, recipients: number, nowMs: number): boolean {
    return this.queue.add(packet, this.servers, recipients, nowMs);
  }

  /** Hands out the packets; what was added has been handed out with them. */
  drain(): readonly Relayed[] {
    this.chatLimits.flushed();
    return this.queue.drain();
  }
}
