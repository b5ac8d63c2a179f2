/** Who may come in, and who has to stay outside. Deterministic: no I/O, no clock. */
import { isTicket } from '../../shared/keys';
import type { Profile } from '../../shared/profile';
import type { Refusal } from '../../shared/protocol/messages';
import { Bans, type Ban } from './bans';
import { ExpelledAddresses } from './expelled-addresses';
import { Expulsions, type Credentials, type Expulsion } from './expulsions';
import { KnownIdentities } from './known-identities';
import { Mutes } from './mutes';
import {
  BANNED,
  GUESTS_NOT_INVITED,
  KICKED,
  LOCKED,
  NO_IDENTITY,
  NO_TICKET,
  REJECTED,
  TOO_MANY_WAITING,
  WAITING,
  WRONG_TICKET,
} from './refusals';
import { isSameSecret } from './secrets';
import { WaitingList, type Asking, type Waiting } from './waiting-list';

export interface AccessOptions {
  /** Whether players have identities: a server's public key is what one is made of. */
  secure: boolean;
  /** Newcomers need the ticket. */
  invitedOnly: boolean;
  /** Newcomers wait for the host's word. */
  askFirst: boolean;
}

/** What is kept from one run of the server to the next. */
export interface KeptAccess {
  /** The latest first. */
  bans: readonly Ban[];
  /** The longest unseen first. */
  identities: readonly string[];
  /** The present one; undefined where none is asked for. */
  ticket: string | undefined;
}

/** Somebody who has not been here, as its profile says. */
export interface Newcomer {
  profile: Profile;
  identity?: string | undefined;
  ticket?: string | undefined;
}

/** As who the host sees somebody who asks to look on. */
const SPECTATOR: Profile = { name: 'Spectator', colour: '#f5f5f5' };

export class AccessRules {
  readonly options: AccessOptions;
  readonly bans: Bans;
  readonly known: KnownIdentities;
  readonly waiting = new WaitingList();
  readonly mutes = new Mutes();
  /** How often a ticket was shown that is not the present one. */
  wrongTickets = 0;
  /** Called when something has changed that the host sees (YardAccess). */
  onChange: () => void = () => undefined;
  /** Called when somebody new waits, or somebody who waits is called otherwise. */
  onWaiting: (waiting: Pick<Waiting, 'number' | 'profile'>) => void = () => undefined;
  /** Called when somebody is removed or sent away who may come back in a minute. */
  onExpulsion: (expulsion: Expulsion) => void = () => undefined;
  /** Whose connections had to go: spectators have no identity. */
  readonly expelledAddresses = new ExpelledAddresses();
  private readonly expulsions = new Expulsions();
  /** Whom the host lets look on, until their connections end. */
  private readonly admittedSpectators = new WeakSet<Asking>();
  private present: string | undefined;
  private locked = false;

  constructor(
    options: AccessOptions = { secure: false, invitedOnly: false, askFirst: false },
    kept: KeptAccess = { bans: [], identities: [], ticket: undefined },
  ) {
    this.options = options;
    this.bans = new Bans(kept.bans);
    this.known = new KnownIdentities(kept.identities);
    this.present = kept.ticket;
  }

  get isLocked(): boolean {
    return this.locked;
  }

  set isLocked(isLocked: boolean) {
    this.locked = isLocked;
    this.onChange();
  }

  /** The present one; undefined where none is asked for. */
  get ticket(): string | undefined {
    return this.present;
  }

  set ticket(ticket: string | undefined) {
    this.present = ticket;
    this.onChange();
  }

  /** Why somebody is refused whom the host has removed or banned. */
  checkExpelled(credentials: Credentials, nowMs: number): Refusal | undefined {
    const { identity } = credentials;
    if (identity !== undefined && this.bans.has(identity)) return BANNED;
    return this.expulsions.find(credentials, nowMs)?.refusal;
  }

  /** Why somebody is refused who sends no profile. */
  checkGuest(): Refusal | undefined {
    if (this.isLocked) return LOCKED;
    return this.isRestricted ? GUESTS_NOT_INVITED : undefined;
  }

  /**
   * Why somebody is refused who has not been here: who has to wait is told so, and is on the list from then on.
   * @param connection stands for the one by which it asks, and on which nobody else waits any more
   */
  checkNewcomer(newcomer: Newcomer, connection: Asking, nowMs: number): Refusal | undefined {
    if (this.waiting.keepOnly(connection, newcomer.identity)) this.onChange();
    if (this.isLocked) return LOCKED;
    if (!this.isRestricted) return undefined;
    const { identity } = newcomer;
    if (identity === undefined) return NO_IDENTITY;
    if (this.known.has(identity)) return undefined;
    const refusal = this.options.invitedOnly ? this.checkTicket(newcomer.ticket) : undefined;
    if (refusal || !this.options.askFirst) return refusal;
    return this.ask(identity, newcomer.profile, connection, nowMs);
  }

  /**
   * Why somebody is refused who wants to look on: as a newcomer, but that it has no identity by which it could be known again. So
   * where the host is asked it is asked on each connection, and who was removed is known by its address.
   * @param connection stands for the one by which it asks
   */
  checkSpectator(ticket: string | undefined, connection: Asking, nowMs: number): Refusal | undefined {
    const expelledAs = this.expelledAddresses.find(connection.address, (who) => this.bans.has(who), nowMs);
    if (expelledAs) return expelledAs;
    if (this.isLocked) return LOCKED;
    const refusal = this.options.invitedOnly ? this.checkTicket(ticket) : undefined;
    if (refusal || !this.options.askFirst || this.admittedSpectators.has(connection)) return refusal;
    return this.ask(undefined, SPECTATOR, connection, nowMs);
  }

  /** A newcomer is in the yard: it is known from now on. */
  admitted(identity: string | undefined): void {
    if (this.isRestricted && identity !== undefined) this.known.see(identity);
  }

  /** Lets in somebody who waits, now and whenever it comes. */
  admit(entry: Waiting): void {
    this.waiting.remove(entry);
    if (entry.identity === undefined) this.admittedSpectators.add(entry.connection);
    else this.known.see(entry.identity);
    this.onChange();
  }

  /** Sends away somebody who waits. */
  reject(entry: Waiting, nowMs: number): Expulsion {
    this.waiting.remove(entry);
    this.onChange();
    const expulsion = this.expulsions.add({ identity: entry.identity }, REJECTED, nowMs);
    return entry.identity === undefined ? expulsion : this.told(expulsion);
  }

  /** Somebody has to go, and does not come back for a while; where the host is asked first, not unasked then either. */
  kick(credentials: Credentials, nowMs: number): Expulsion {
    if (this.options.askFirst && credentials.identity !== undefined) this.known.forget(credentials.identity);
    return this.told(this.expulsions.add(credentials, KICKED, nowMs));
  }

  /** The same of who was removed, or sent away, at another server of this yard. @param atMs when */
  expelledElsewhere(
    who: Pick<Expulsion, 'keyHash' | 'identity'>,
    isRejected: boolean,
    atMs: number,
  ): Expulsion {
    return this.expulsions.addOf(who, isRejected ? REJECTED : KICKED, atMs);
  }

  /** Somebody has to go for good; undefined when as many are banned as may be. @param max how many may be */
  ban(ban: Ban, key: string | undefined, nowMs: number, max?: number): Expulsion | undefined {
    if (!this.bans.add(ban, max)) return undefined;
    this.onChange();
    return this.expulsions.add({ key, identity: ban.identity }, BANNED, nowMs);
  }

  /** Takes a ban back. The name under which it was banned; undefined where it was not. */
  unban(identity: string): string | undefined {
    const name = this.bans.remove(identity);
    if (name === undefined) return undefined;
    this.expulsions.lift(identity);
    this.onChange();
    return name;
  }

  /** A connection is closed: who waited on it waits no more. */
  closed(connection: Asking): void {
    if (this.waiting.closed(connection)) this.onChange();
  }

  /** To be called a few times a second. */
  tick(nowMs: number): void {
    if (this.waiting.expire(nowMs)) this.onChange();
  }

  private ask(identity: string | undefined, profile: Profile, connection: Asking, nowMs: number): Refusal {
    const { isWaiting, changed } = this.waiting.ask(identity, profile, connection, nowMs);
    if (changed) {
      this.onWaiting(changed);
      this.onChange();
    }
    return isWaiting ? WAITING : TOO_MANY_WAITING;
  }

  private told(expulsion: Expulsion): Expulsion {
    this.onExpulsion(expulsion);
    return expulsion;
  }

  private get isRestricted(): boolean {
    return this.options.invitedOnly || this.options.askFirst;
  }

  private checkTicket(ticket: string | undefined): Refusal | undefined {
    if (ticket === undefined || ticket === '') return NO_TICKET;
    if (isTicket(ticket) && this.present !== undefined && isSameSecret(ticket, this.present))
      return undefined;
    this.wrongTickets++;
    return WRONG_TICKET;
  }
}
