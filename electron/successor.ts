import type { Session } from '../client/session';
import { sharedNetwork } from '../client/own-networks';
import { isLoopback, parseAddress } from '../shared/address';
import type { ToRenderer } from '../shared/bridge';
import { OFFER_MS } from '../shared/config';
import type { OfferMessage } from '../shared/protocol/messages';
import { parseTarget } from '../shared/target';
import { readYardState } from '../shared/yard-state';
import { NAMED_YARD_SIZES, YARD_SIZE_NAMES } from '../shared/yard-size';
import { portAfter } from './free-port';
import type { Hosting } from './hosting';
import { rekeyed } from './rekeying';

/** So long after it was opened here the yard has to have come; else its host went on with it, or is gone. */
const ARRIVAL_MS = 20_000;

const YOU_HOST =
  'You host this yard from now on: it stays open for as long as you do. Whom its last host removed or banned is not known here, and its old invites lead here no more.';

/** Somebody else's yard is offered to this person, who may hold it from now on. */
export class Successor {
  private readonly session: Session;
  private readonly hosting: Hosting;
  private readonly post: (message: ToRenderer) => void;
  private asked: { n: number; id: number; isAccepted: boolean } | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Where it was opened here, until it has come. */
  private awaitedAt: string | undefined;

  /** @param post to the page */
  constructor(session: Session, hosting: Hosting, post: (message: ToRenderer) => void) {
    this.session = session;
    this.hosting = hosting;
    this.post = post;
  }

  /** Takes in what the server says. */
  handle({ n, id, state }: OfferMessage): void {
    const { asked } = this;
    if (id === 0) {
      if (asked?.n === n) this.forget();
    } else if (state !== '') {
      if (asked?.n === n && asked.isAccepted) void this.open(n, state);
    } else if (asked || this.hosting.yard) this.session.succeed(-n);
    else {
      this.asked = { n, id, isAccepted: false };
      this.timer = setTimeout(() => this.forget(), OFFER_MS);
      this.postState();
    }
  }

  /** The person would, or would not. */
  answer(isAccepted: boolean): void {
    const { asked } = this;
    if (!asked || asked.isAccepted) return;
    asked.isAccepted = isAccepted;
    this.session.succeed(isAccepted ? asked.n : -asked.n);
    if (!isAccepted) this.forget();
    this.postState();
  }

  /** The host's key, where this address is that of the yard that was opened here; see FollowingClientEvents. */
  keyAt(server: string): string | undefined {
    return server === this.awaitedAt ? this.hosting.hostKey : undefined;
  }

  /** What the person is told when the yard has come here; undefined where it went elsewhere. */
  movedWords(server: string): string | undefined {
    if (server !== this.awaitedAt) return undefined;
    this.awaitedAt = undefined;
    return YOU_HOST;
  }

  /** The person is in that yard no more: what they would answer is nothing to another. */
  withdraw(): void {
    if (this.asked) this.forget();
  }

  /** What the page shows of it. */
  postState(): void {
    const { asked } = this;
    this.post({ address: 'offer', id: asked && !asked.isAccepted ? asked.id : undefined });
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.asked = undefined;
    this.postState();
  }

  private async open(n: number, text: string): Promise<void> {
    this.forget();
    try {
      const server = await this.openYard(text);
      // Of its own: those who were invited to a yard of this person before are not invited to this one.
      const ticket = this.hosting.yard?.access === 'invited' ? await this.hosting.renewTicket() : '';
      const { serverKey: key = '' } = this.hosting.target ?? {};
      this.awaitedAt = server;
      this.session.succeed(n, { server, key, ticket });
      const { hostKey } = this.hosting;
      setTimeout(() => {
        // Not one that the person has opened since.
        if (this.session.server !== server && this.hosting.hostKey === hostKey) void this.hosting.close();
      }, ARRIVAL_MS);
    } catch (error) {
      this.session.succeed(-n);
      this.post({ address: 'notice', text: (error as Error).message });
    }
  }

  /** Returns the address at which the others reach it. Throws an Error with a sentence. */
  private async openYard(text: string): Promise<string> {
    const state = readYardState(JSON.parse(text));
    const { present } = this.session;
    if (!present) throw new Error('You have left the yard that you were to host.');
    const { widthPx, heightPx } = present.size;
    const size = YARD_SIZE_NAMES.find(
      (name) => NAMED_YARD_SIZES[name].widthPx === widthPx && NAMED_YARD_SIZES[name].heightPx === heightPx,
    );
    if (!size) throw new Error('This yard has a size that this game does not host.');
    const from = parseTarget(present.server);
    // Who shares the host's computer may be in a yard for the network by loopback.
    const reach = isLoopback(from.host) ? (state.reach ?? 'computer') : 'network';
    const port = await portAfter(from.port - 1, reach);
    // Nobody is led out of a secured yard into an open one.
    const access = from.serverKey !== undefined && state.access === 'open' ? 'secured' : state.access;
    const plan = { name: present.name, reach, access, port, size } as const;
    const isOpen = await this.hosting.open(plan, rekeyed(state, present.key));
    const { addresses = [] } = (isOpen ? this.hosting.yard : undefined) ?? {};
    const isNear = sharedNetwork();
    const server = addresses.find((address) => isNear(parseAddress(address).host, from.host)) ?? addresses[0];
    if (server === undefined) throw new Error('The yard could not be opened here, and stays with its host.');
    return server;
  }
}
