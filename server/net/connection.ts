import { FLOOD_MAX_MS, FLOOD_PATIENCE_MS } from '../../shared/config';
import { limitedAs } from '../../shared/limited-as';
import type { ProfileMessage, WatchMessage } from '../../shared/protocol/messages';
import { TokenBucket } from '../../shared/token-bucket';
import { isInForce, type Expulsion } from '../access/expulsions';
import { createRelayBudget, type RelaySender } from '../yard/relay-queue';
import { PresenceBudget } from '../yard/presence-budget';
import type { Recipient } from '../yard/recipient';
import type { Spectator } from '../yard/spectators';
import type { YardPlayer } from '../yard/yard-player';
import type { Channel } from './router-socket';

/** A connection is told no more than once in this time why it is refused. */
const REFUSAL_INTERVAL_MS = 1000;
/** What a malformed message costs its sender in tokens, where a right one costs 1: to find out what is wrong with it is work. */
const MALFORMED_COST_TOKENS = 4;
/** A backpressured reader is left alone for so long before it is tried again. */
const RETRY_MS = 500;

/**
 * One connection, and what the server allows it. It is nobody until it speaks, and a player or a spectator from then on.
 * Deterministic: no I/O, no clock.
 */
export class Connection implements RelaySender {
  /** Its channel in the Router. */
  readonly channel: Channel<Connection>;
  player: YardPlayer | undefined;
  /** The last profile that it sent, as it came and as it was decoded: most are repetitions, and to decode one takes long. */
  lastProfile: { packet: Uint8Array; message: ProfileMessage } | undefined;
  /**
   * It has sent a profile, be it a wrong one, so it is no guest: while it has no player, since that one was refused, is gone
   * or came back by another connection, only a profile that is right makes it somebody.
   */
  hasProfile = false;
  /** The last `/watch` that it sent: then it is no player and no guest, and only another one makes it a spectator again. */
  lastWatch: WatchMessage | undefined;
  spectator: Spectator | undefined;
  /** That its player had to go: while it is in force it is nobody, whatever it says. */
  expulsion: Expulsion | undefined;
  /** When it was sent something last. */
  sentMs = -Infinity;
  readonly relayBudget: TokenBucket;
  /** Of all players that it is in turn. */
  readonly presence: PresenceBudget;
  private readonly messages: TokenBucket;
  private floodingSinceMs: number | undefined;
  private droppedMs = -Infinity;
  private refusedMs = -Infinity;
  private backpressuredUntilMs = -Infinity;

  /** @param maxMessages how many messages it may send in a second, and in one burst */
  constructor(channel: Channel<Connection>, maxMessages: number, nowMs: number) {
    this.channel = channel;
    this.relayBudget = createRelayBudget(nowMs);
    this.presence = new PresenceBudget(nowMs, limitedAs(channel.remoteAddress));
    this.messages = new TokenBucket(maxMessages, maxMessages, nowMs);
  }

  /** Who is told what happens in the yard by it; undefined where nobody is. */
  get recipient(): Recipient | undefined {
    if (this.player?.isPresent) return this.player;
    return this.spectator?.isPresent ? this.spectator : undefined;
  }

  /** Charges it so many messages, and says whether they are within the rate. */
  tryConsume(messages: number, nowMs: number): boolean {
    if (this.messages.tryConsume(messages, nowMs)) return true;
    if (nowMs - this.droppedMs > FLOOD_PATIENCE_MS) this.floodingSinceMs = nowMs;
    this.droppedMs = nowMs;
    return false;
  }

  /** Charges it what a malformed message costs besides the token that every message costs. It may owe that. */
  chargeMalformed(nowMs: number): void {
    this.messages.charge(MALFORMED_COST_TOKENS - 1, nowMs);
  }

  /** Whether it was over the rate again and again, so that it is time to say so. */
  isFlooding(nowMs: number): boolean {
    return this.floodedMs(nowMs) > FLOOD_PATIENCE_MS;
  }

  /** Whether it went on for so long that it is time to close it. */
  hasFloodedEnough(nowMs: number): boolean {
    return this.floodedMs(nowMs) > FLOOD_MAX_MS;
  }

  /** Whether it is time to say why it is refused; true once in a while only. */
  shouldSendRefusal(nowMs: number): boolean {
    if (nowMs - this.refusedMs < REFUSAL_INTERVAL_MS) return false;
    this.refusedMs = nowMs;
    return true;
  }

  /** Why the host keeps it outside; undefined when nothing does. */
  expelledAs(nowMs: number): Expulsion['refusal'] | undefined {
    return this.expulsion && isInForce(this.expulsion, nowMs) ? this.expulsion.refusal : undefined;
  }

  /** Backpressure: its queue is full, since it does not read. */
  markBackpressured(nowMs: number): void {
    this.backpressuredUntilMs = nowMs + RETRY_MS;
  }

  isBackpressured(nowMs: number): boolean {
    return nowMs < this.backpressuredUntilMs;
  }

  /** How long ago the present flood began. */
  private floodedMs(nowMs: number): number {
    return this.floodingSinceMs === undefined ? 0 : nowMs - this.floodingSinceMs;
  }
}
