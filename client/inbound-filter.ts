import type { IgnoredMessages } from '../shared/bridge';
import type { Profile } from '../shared/profile';
import type { ServerMessage } from '../shared/protocol/messages';
import { TokenBucket } from '../shared/token-bucket';
import type { ReadPacket } from './read-packet';
import { RemotePlayers, type Departure } from './remote-players';
import { RosterCheck } from './roster-check';

type YardMessage = Extract<ServerMessage, { address: '/yard' }>;

/** More lines of chat than that nobody reads; so many at once are let through, as when a crowd greets. */
const LINES_PER_S = 20;
const LINES_BURST = 100;
const REFUSALS_PER_S = 2;
const REFUSALS_BURST = 10;
/** Questions that a person has to answer: nobody is asked without end. An offer that is accepted takes two. */
const OFFERS_PER_S = 0.1;
const OFFERS_BURST = 8;
/** Where the servers of the yard are: each list takes long to check. */
const LISTS_PER_S = 1;
const LISTS_BURST = 5;
/** A yard has another name or size at most so often: its landscape, which is drawn anew, follows from them. */
const YARD_CHANGE_INTERVAL_MS = 1000;

/**
 * What of a server's well-formed messages is passed on: what is news, and within the limits of what can be shown. The server
 * is trusted no more than its players are. Deterministic: no I/O, no clock.
 */
export class InboundFilter {
  /** What came and was not taken in. */
  readonly ignored: IgnoredMessages = { foreign: 0, malformed: 0, excess: 0 };
  private readonly players: RemotePlayers;
  private readonly roster: RosterCheck;
  private readonly lines: TokenBucket;
  private readonly refusals: TokenBucket;
  private readonly offers: TokenBucket;
  private readonly lists: TokenBucket;
  private yard: YardMessage | undefined;
  private yardChangedMs = -Infinity;

  constructor(nowMs: number) {
    this.players = new RemotePlayers(nowMs);
    this.roster = new RosterCheck(this.players);
    this.lines = new TokenBucket(LINES_PER_S, LINES_BURST, nowMs);
    this.offers = new TokenBucket(OFFERS_PER_S, OFFERS_BURST, nowMs);
    this.lists = new TokenBucket(LISTS_PER_S, LISTS_BURST, nowMs);
    this.refusals = new TokenBucket(REFUSALS_PER_S, REFUSALS_BURST, nowMs);
  }

  /** Counts what could not be read. */
  countIgnored({ foreign, malformed }: ReadPacket['ignored']): void {
    this.ignored.foreign += foreign;
    this.ignored.malformed += malformed;
  }

  /** Whether a message is to be passed on. What is over a limit is counted; what repeats a profile is no news. */
  passes(message: ServerMessage, nowMs: number): boolean {
    switch (message.address) {
      case '/yard':
        return this.countUnless(this.tryChangeYard(message, nowMs));
      case '/player/profile': {
        const update = this.players.update(message, nowMs);
        return this.countUnless(update !== 'excess') && update === 'changed';
      }
      case '/player/left':
        return this.players.remove(message);
      case '/player/position':
        return this.players.has(message.id);
      case '/roster':
        return false;
      case '/player/said':
      case '/mark':
        return this.countUnless(this.lines.tryConsume(1, nowMs));
      case '/offer':
        return this.countUnless(this.offers.tryConsume(1, nowMs));
      case '/servers':
        return this.countUnless(this.lists.tryConsume(1, nowMs));
      case '/refused':
        return this.countUnless(this.refusals.tryConsume(1, nowMs));
      default:
        return true;
    }
  }

  /** Compares a bundle's roster with who is known, when all its messages have passed; see RosterCheck.check. */
  checkRoster(
    messages: readonly ServerMessage[],
    own: (Profile & { id: number }) | undefined,
    nowMs: number,
  ): ReturnType<RosterCheck['check']> {
    return this.roster.check(messages, own, nowMs);
  }

  /** Forgets the players who were not heard of in time, and returns their departures. */
  expire(nowMs: number): Departure[] {
    return this.players.expire(nowMs);
  }

  /** Forgets all players, and returns their departures. */
  clear(): Departure[] {
    return this.players.clear();
  }

  private tryChangeYard(yard: YardMessage, nowMs: number): boolean {
    const { name, widthPx, heightPx } = this.yard ?? {};
    if (yard.name === name && yard.widthPx === widthPx && yard.heightPx === heightPx) return true;
    if (nowMs - this.yardChangedMs < YARD_CHANGE_INTERVAL_MS) return false;
    this.yard = yard;
    this.yardChangedMs = nowMs;
    return true;
  }

  private countUnless(isWithin: boolean): boolean {
    if (!isWithin) this.ignored.excess++;
    return isWithin;
  }
}
