import { FLOOD_PATIENCE_MS } from '../shared/config';
import { TokenBucket } from '../shared/token-bucket';
import type { ProfileMessage } from './admission';
import type { YardPlayer } from './yard-player';

/** A peer is told no more than once in this time why it is refused. */
const REFUSAL_INTERVAL_MS = 1000;
/** A reader that is behind is left alone for so long before it is tried again. */
const RETRY_MS = 500;

/** One connection, and what the server allows it. It is nobody until it speaks, and a player from then on. Pure. */
export class Peer {
  readonly routingId: Buffer;
  player: YardPlayer | undefined;
  /** The last profile that it sent, as it came and as it was read: most are repetitions, and to read one takes long. */
  lastProfile: { packet: Uint8Array; message: ProfileMessage } | undefined;
  /** It has sent a profile, so it is no guest any more, also when its player is gone or came back by another connection. */
  hasProfile = false;
  private readonly messages: TokenBucket;
  private floodingSinceMs: number | undefined;
  private droppedMs = -Infinity;
  private refusedMs = -Infinity;
  private behindUntilMs = -Infinity;

  /** @param maxMessages how many messages it may send in a second, and in one burst */
  constructor(routingId: Buffer, maxMessages: number, nowMs: number) {
    this.routingId = routingId;
    this.messages = new TokenBucket(maxMessages, maxMessages, nowMs);
  }

  /** Whether so many messages more are within the rate. */
  mayTake(messages: number, nowMs: number): boolean {
    if (this.messages.take(messages, nowMs)) return true;
    if (nowMs - this.droppedMs > FLOOD_PATIENCE_MS) this.floodingSinceMs = nowMs;
    this.droppedMs = nowMs;
    return false;
  }

  /** Whether it was over the rate again and again, so that it is time to tell it. */
  isFlooding(nowMs: number): boolean {
    return this.floodingSinceMs !== undefined && nowMs - this.floodingSinceMs > FLOOD_PATIENCE_MS;
  }

  /** Whether it is time to tell it why it is refused; says so once in a while only. */
  mayBeRefused(nowMs: number): boolean {
    if (nowMs - this.refusedMs < REFUSAL_INTERVAL_MS) return false;
    this.refusedMs = nowMs;
    return true;
  }

  /** Its queue is full: it does not read. */
  fallBehind(nowMs: number): void {
    this.behindUntilMs = nowMs + RETRY_MS;
  }

  isBehind(nowMs: number): boolean {
    return nowMs < this.behindUntilMs;
  }
}
