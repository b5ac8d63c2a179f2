import { performance } from 'node:perf_hooks';
import { NoWayError } from '../client/dealer';
import { createSecret, identifyBy, type Identify } from '../client/identity';
import { Session } from '../client/session';
import type { Connect } from '../client/session-client';
import { formatAddress } from '../shared/address';
import type { FromRenderer, ToRenderer } from '../shared/bridge';
import type { Position } from '../shared/movement';
import type { Profile } from '../shared/profile';
import { NO_SIMULATION } from '../shared/simulation';
import { parseTarget, splitTarget } from '../shared/target';

/** How often a page may enter the yard: each time takes a socket. */
const ENTER_INTERVAL_MS = 1000;
/** A client's socket says goodbye for so long at most (client/yard-client.ts); the next one is opened after that. */
const SOCKET_CLOSE_MS = 500;

export interface PageSessionEvents {
  /** To the page. */
  post(message: ToRenderer): void;
  /** The yard is at this server from now on. */
  onMoved(server: string): void;
  /** The session cannot go on, such as when the system gives no more sockets. */
  onError(error: Error): void;
}

/**
 * The session of one page: it leads to one yard alone, and hosts none. A page says first who the person is, by an
 * `identity` and a `profile`, and is then led into the yard, by `enter` (web/page/reconnecting-socket.ts). It has one socket at a time,
 * however fast it comes and goes: an `enter` that is too early is done later.
 */
export class PageSession {
  /** The yard: a target as text, with the ticket that the person has, if the shell has none. */
  private server: string;
  private readonly events: PageSessionEvents;
  private readonly session: Session;
  /** By the secret that the page keeps; until it has said it, as somebody new. */
  private identify: Identify = identifyBy(createSecret());
  private profile: Profile | undefined;
  private enteredMs = -Infinity;
  private leftMs = -Infinity;
  /** Enters the yard later. */
  private entering: NodeJS.Timeout | undefined;

  /**
   * @param server the yard: a target as text (shared/target.ts)
   * @param connect for tests: makes a client that connects to a server at once
   */
  constructor(server: string, events: PageSessionEvents, connect?: Connect) {
    this.server = server;
    this.events = events;
    this.session = new Session(
      {
        post: (message) => events.post(message),
        identify: (serverKey) => this.identify(serverKey),
        onYardName: (name, server) => this.handleYard(name, server),
        onColourGiven: (colour) => (this.profile = this.profile && { ...this.profile, colour }),
        onClosed: (notice, isRemoved) => this.leave(notice, isRemoved),
      },
      NO_SIMULATION,
      connect,
    );
  }

  /** `tcp://HOST:PORT`, which alone the page is told. */
  private get address(): string {
    return splitTarget(this.server).address;
  }

  /** Does what the page asks for. */
  handle(message: FromRenderer): void {
    switch (message.address) {
      case 'identity':
        this.identify = identifyBy(message.secret);
        // A page that was loaded again may be in its lobby.
        this.postYard('');
        break;
      case 'profile':
        this.profile = this.session.setProfile(message) ?? this.profile;
        break;
      case 'enter':
        this.enter(message.position, false);
        break;
      case 'join':
        this.join(message.target, false);
        break;
      case 'watch':
        this.join(message.target, true);
        break;
      case 'leave':
        this.leave();
        break;
      case 'preferences':
      case 'keyChange':
        // A page keeps them itself (web/page/stored-settings.ts); it is asked nothing, since it leads to one key alone.
        break;
      case 'host':
      case 'reach':
      case 'handOver':
      case 'answerOffer':
      case 'phones':
      case 'command':
      case 'closing':
        this.events.post({
          address: 'fault',
          about: 'host',
          reason: 'A page hosts no yards: the desktop game does.',
        });
        break;
      default:
        this.session.handle(message);
    }
  }

  /** Back to the lobby, since the shell ends; `notice` says so. */
  disconnect(notice: string): void {
    if (this.session.server !== undefined || this.entering) this.leave(notice);
  }

  /** The page is gone. */
  end(): void {
    clearTimeout(this.entering);
    this.session.disconnect();
  }

  /** To the one yard only: a shell that went wherever a page told it to would be everybody's way into this network. */
  private join(target: string, isWatched: boolean): void {
    try {
      if (target !== '' || !isWatched) this.takeTicket(target);
    } catch (error) {
      this.events.post({ address: 'fault', about: 'join', reason: (error as Error).message });
      return;
    }
    this.enter(undefined, isWatched);
  }

  /**
   * Of an invite to this yard. The yard has another address for the shell than for others: it is known by its key.
   * Throws an Error with a sentence for the person.
   */
  private takeTicket(target: string): void {
    const { host, port, serverKey, ticket } = parseTarget(target);
    const own = splitTarget(this.server);
    const isOwn =
      serverKey === undefined ? formatAddress({ host, port }) === own.address : serverKey === own.serverKey;
    if (!isOwn) throw new Error(`This page leads to the yard at ${this.address} alone.`);
    if (serverKey !== undefined && ticket !== undefined)
      this.server = `${own.address}?key=${serverKey}&ticket=${ticket}`;
  }

  /** Now, or as soon as it may; of several the last one counts. */
  private enter(position: Position | undefined, isWatched: boolean): void {
    if (!this.profile) return;
    if (this.session.server !== undefined) this.endVisit();
    clearTimeout(this.entering);
    const earliestMs = Math.max(this.enteredMs + ENTER_INTERVAL_MS, this.leftMs + SOCKET_CLOSE_MS);
    const waitMs = earliestMs - performance.now();
    if (waitMs <= 0) this.enterNow(this.profile, position, isWatched);
    else this.entering = setTimeout(() => this.enter(position, isWatched), waitMs);
  }

  private enterNow(profile: Profile, position: Position | undefined, isWatched: boolean): void {
    this.entering = undefined;
    this.enteredMs = performance.now();
    this.postYard('');
    try {
      this.session.enter(this.server, profile, position, undefined, isWatched);
    } catch (error) {
      if (!(error instanceof NoWayError)) return this.events.onError(error as Error);
      // A page that opens is on its way already: it is led back to its lobby.
      this.leave();
      this.events.post({ address: 'fault', about: 'join', reason: error.message });
    }
  }

  private leave(notice?: string, isRemoved = false): void {
    clearTimeout(this.entering);
    this.entering = undefined;
    this.endVisit();
    this.session.leave(notice, isRemoved);
  }

  private endVisit(): void {
    if (this.session.server !== undefined) this.leftMs = performance.now();
    this.session.disconnect();
  }

  /** The yard has a name, or is at another address from now on, where this page comes back to. */
  private handleYard(name: string, server: string): void {
    if (server !== this.server) this.events.onMoved(server);
    this.server = server;
    this.postYard(name);
  }

  private postYard(name: string): void {
    this.events.post({ address: 'fixedYard', yard: { name, address: this.address }, obstacle: undefined });
  }
}
