import type { Profile } from '../../shared/profile';
import type { Waiting, WaitingList } from '../access/waiting-list';
import { WAITING_MAX } from '../access/waiting-list';
import type { OrderMessage } from './order-messages';

/** Who waits is told again so often… */
const REPEAT_MS = 2000;
/** …and who is not told again for so long waits no more, as far as is known. */
const FORGET_MS = 5000;

/** Somebody who waits at another server. */
export interface WaitingElsewhere {
  /** At this console. */
  readonly number: number;
  readonly server: string;
  /** At its own server. */
  readonly numberThere: number;
  profile: Profile;
  toldMs: number;
}

export interface WaitingContext {
  /** Tells all other servers. */
  publish(message: OrderMessage): void;
  /** Somebody new waits at another server, or is called otherwise. */
  onWaiting(waiting: WaitingElsewhere): void;
  /** What the host sees has changed. */
  onChange(): void;
}

/**
 * Who waits to be let in at the other servers, and who waits here as they are told it. Each console has numbers of its own, one row
 * for all servers: whoever reads it need not know who waits where. Deterministic: no I/O, no clock.
 */
export class WaitingEverywhere {
  private readonly own: WaitingList;
  private readonly context: WaitingContext;
  private readonly elsewhere = new Map<string, WaitingElsewhere>();
  /** What the others were told of who waits here: the profile, by the number. */
  private readonly told = new Map<number, Profile>();
  private repeatedMs = -Infinity;

  constructor(own: WaitingList, context: WaitingContext) {
    this.own = own;
    this.context = context;
  }

  /** Those at other servers, the longest first. */
  get all(): WaitingElsewhere[] {
    return [...this.elsewhere.values()];
  }

  find(number: number): WaitingElsewhere | undefined {
    return this.all.find((waiting) => waiting.number === number);
  }

  receive(
    server: string,
    message: Extract<OrderMessage, { address: '/waiting' | '/waiting/gone' }>,
    nowMs: number,
  ): void {
    const key = `${server} ${message.number}`;
    const known = this.elsewhere.get(key);
    if (message.address === '/waiting/gone') {
      if (this.elsewhere.delete(key)) this.context.onChange();
      return;
    }
    const profile = { name: message.name, colour: message.colour };
    if (known) {
      known.toldMs = nowMs;
      if (known.profile.name === profile.name && known.profile.colour === profile.colour) return;
      known.profile = profile;
      this.changed(known);
      return;
    }
    if (this.countOf(server) >= WAITING_MAX) return;
    const waiting = {
      ...{ number: this.own.takeNumber(), server, numberThere: message.number },
      ...{ profile, toldMs: nowMs },
    };
    this.elsewhere.set(key, waiting);
    this.changed(waiting);
  }

  /** To be called a few times a second. */
  tick(nowMs: number): void {
    const isDue = nowMs - this.repeatedMs >= REPEAT_MS;
    if (isDue) this.repeatedMs = nowMs;
    const waiting = this.own.all;
    for (const each of waiting) if (isDue || this.told.get(each.number) !== each.profile) this.tell(each);
    const numbers = new Set(waiting.map(({ number }) => number));
    for (const number of this.told.keys()) {
      if (numbers.has(number)) continue;
      this.told.delete(number);
      this.context.publish({ address: '/waiting/gone', number });
    }
    for (const [key, { toldMs }] of this.elsewhere)
      if (nowMs - toldMs >= FORGET_MS && this.elsewhere.delete(key)) this.context.onChange();
  }

  private tell({ number, profile }: Waiting): void {
    this.told.set(number, profile);
    this.context.publish({ address: '/waiting', number, ...profile });
  }

  private changed(waiting: WaitingElsewhere): void {
    this.context.onWaiting(waiting);
    this.context.onChange();
  }

  private countOf(server: string): number {
    return this.all.filter((waiting) => waiting.server === server).length;
  }
}
