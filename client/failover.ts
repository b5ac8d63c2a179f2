import { performance } from 'node:perf_hooks';
import type { RefusalCode } from '../shared/protocol/messages';
import type { CloseReason, FollowCause } from './events';
import { ASK_AGAIN_MS, ServerSearch } from './server-search';
import { YardServers } from './yard-servers';

/** Who has lost its server goes on to another so much later, at random: it may be back at once, and thousands come one by one. */
const GO_ON_MIN_MS = 250;
const GO_ON_MAX_MS = 1000;
/**
 * So often the server that the yard has moved to is asked, within a minute. The next server knows who comes no longer either, and
 * where it is no yard at all, but the address of somebody whom a server has all of its players ask, they ask no more.
 */
const ASKS_MAX = 20;

/** Why nobody is asked any more: goodbye: all servers of the yard are gone, and one said so · nowhere: no yard is where it moved to. */
export type SearchEnd = Extract<CloseReason, 'goodbye' | 'nowhere'>;

export interface FailoverActions {
  /** Connects to a server, in the place of the present one. */
  ask(server: string): void;
  /** No server of the yard is left: it is closed. */
  onClosed(reason: SearchEnd): void;
}

/**
 * Which server of its yard a player turns to when the present one moves, is gone, or has no room. All servers are targets as
 * text (shared/target.ts).
 */
export class Failover {
  private readonly servers = new YardServers();
  private readonly search: ServerSearch;
  private readonly onClosed: (reason: SearchEnd) => void;
  /** Why another server is asked, and from which one the player comes. */
  private departure: { from: string; cause: FollowCause } | undefined;
  /** The server that has no room for the player. */
  private full: string | undefined;
  private wasSentOn = false;

  constructor(actions: FailoverActions) {
    this.search = new ServerSearch((server) => actions.ask(server));
    this.onClosed = (reason) => actions.onClosed(reason);
  }

  /** The player has left a server, and has not been answered by another. */
  get isUnderWay(): boolean {
    return this.departure !== undefined;
  }

  /** None of the servers took the player: what one of them says of it now is not passed over by the next. */
  get isInVain(): boolean {
    return this.search.isRepeated;
  }

  /** The yard is at `to` alone, which was asked just now. */
  move(from: string, to: string): void {
    this.servers.forget();
    this.departure = { from, cause: 'moved' };
    // It was asked once already.
    this.search.begin(() => [to], ASK_AGAIN_MS, {
      rounds: ASKS_MAX - 1,
      onEnd: () => this.onClosed('nowhere'),
    });
  }

  /**
   * The server says where the others are. Whoever found no room at the first one is sent on, once, and comes back where there
   * is none either.
   * @param isNew it has not been in the yard yet
   * @param reached the address by which the server was connected to, where that is a name
   */
  handleServers(server: string, list: string, isNew: boolean, reached?: string): void {
    this.servers.learn(server, list, reached, this.departure?.cause === 'lost');
    if (this.full !== server || this.wasSentOn || !isNew || !this.servers.hasOthers) return;
    this.wasSentOn = true;
    this.departure = { from: server, cause: 'full' };
    this.search.begin(() => [...this.inTurn().slice(0, 1), server], 0, { rounds: 1 });
  }

  /** The server refuses the player. True where that one was only asked in turn, and is left for the next. */
  handleRefusal(server: string, code: RefusalCode): boolean {
    if (code === 'full') {
      this.full = server;
      if (this.handleUnanswered()) return true;
    }
    // It has answered, such as that the host is asked: no other server of the yard has a better answer, and a new connection would
    // stand behind the others.
    this.search.stop();
    return false;
  }

  /** Nobody listens at the server, or it stands still, which may have had the player wait until now. */
  handleUnreachable(server: string): void {
    if (!this.handleUnanswered() && this.departure?.cause === 'lost') this.handleGone(server, false);
  }

  /**
   * The server is gone: others of the yard are asked. After a goodbye the yard is closed when none of them answers; else the
   * player goes on trying, also the one that was lost. False where there is nobody to ask.
   */
  handleGone(server: string, isGoodbye: boolean): boolean {
    if (this.search.isUnderWay) return this.handleUnanswered();
    const waitMs = this.servers.waitMs(performance.now());
    if (!this.servers.hasOthers || (isGoodbye && waitMs > 0)) return false;
    this.departure = { from: server, cause: 'lost' };
    const afterMs = Math.max(waitMs, GO_ON_MIN_MS + Math.random() * (GO_ON_MAX_MS - GO_ON_MIN_MS));
    if (isGoodbye)
      this.search.begin(() => this.inTurn(), afterMs, { rounds: 1, onEnd: () => this.onClosed('goodbye') });
    else this.search.begin(() => [...this.inTurn().filter((other) => other !== server), server], afterMs);
    return true;
  }

  /** The server has answered. Returns why the player is at this one now; undefined where it was so before, or is known. */
  arrive(server: string): FollowCause | undefined {
    this.search.stop();
    const { from, cause } = this.departure ?? {};
    this.departure = undefined;
    if (from === undefined || from === server || cause === 'moved') return undefined;
    this.servers.follow(from, server, performance.now());
    return cause;
  }

  stop(): void {
    this.search.stop();
  }

  private handleUnanswered(): boolean {
    if (!this.search.isUnderWay || this.departure?.cause === 'moved') return false;
    this.search.refused();
    return true;
  }

  private inTurn(): string[] {
    return this.servers.inTurn(Math.random);
  }
}
