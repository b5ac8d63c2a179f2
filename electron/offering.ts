import { networkInterfaces } from 'node:os';
import { isYardAt } from '../client/yard-probe';
import { isLoopback, parseAddress } from '../shared/address';
import type { ToRenderer } from '../shared/bridge';
import { OFFER_MS } from '../shared/config';
import type { Access } from '../shared/hosted-yard';
import type { MoveTo } from './utility-program';

const REFUSED = 'Who was asked to host declined, or has left. The yard stays with you.';
const UNANSWERED = 'Who was asked to host did not answer in time. The yard stays with you.';
const UNREACHED =
  'Their yard cannot be reached from here, perhaps because of a firewall. The yard stays with you.';

const UNSECURED =
  'Their yard is not encrypted, and yours is: everybody would be read along there. The yard stays with you.';
const ITSELF = 'They named this yard itself, which would only end. The yard stays with you.';
const WITHOUT_TICKET =
  'Their yard asks nobody for a ticket, and yours is for the invited alone. The yard stays with you.';

/** The yard here, as far as another is compared with it. */
export interface YardHere {
  access: Access;
  port: number;
  /** Undefined of an open one. */
  serverKey: string | undefined;
}

/** The host's question to somebody else, to hold the yard from now on: one at a time, and for so long. */
export class Offering {
  private readonly post: (message: ToRenderer) => void;
  private readonly isYardAt: (moveTo: MoveTo) => Promise<boolean>;
  /** How many were asked so far: an answer to an earlier question is none to this one. */
  private questions = 0;
  private id: number | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param post to the page · @param probe for tests: whether a yard answers somewhere */
  constructor(post: (message: ToRenderer) => void, probe: (moveTo: MoveTo) => Promise<boolean> = isYardAt) {
    this.post = post;
    this.isYardAt = probe;
  }

  /** @param order tells the server whom to ask, 0 for nobody */
  begin(id: number, order: (id: number) => void): void {
    this.end();
    order(id);
    if (id === 0) return;
    this.id = id;
    this.questions++;
    this.timer = setTimeout(() => {
      order(0);
      this.fail(UNANSWERED);
    }, OFFER_MS);
    this.postState();
  }

  /**
   * Whether the yard can go where the successor says that it is open. Where not, the person is told why, unless they have taken
   * the question back, or asked somebody else, before that was known.
   * @param id of who answered
   */
  async accept(id: number, moveTo: MoveTo | undefined, here: YardHere): Promise<boolean> {
    if (this.id !== id) return false;
    clearTimeout(this.timer);
    const { questions } = this;
    const reason = moveTo ? await this.reasonNotTo(moveTo, here) : REFUSED;
    if (this.id !== id || this.questions > questions) return false;
    if (reason === undefined) this.end();
    else this.fail(reason);
    return reason === undefined;
  }

  /** Nobody is asked any more. */
  end(): void {
    clearTimeout(this.timer);
    this.id = undefined;
    this.postState();
  }

  postState(): void {
    this.post({ address: 'offering', id: this.id });
  }

  private async reasonNotTo(moveTo: MoveTo, here: YardHere): Promise<string | undefined> {
    if (here.access !== 'open' && moveTo.key === '') return UNSECURED;
    if (here.access === 'invited' && moveTo.ticket === '') return WITHOUT_TICKET;
    if (isHere(moveTo, here)) return ITSELF;
    return (await this.isYardAt(moveTo)) ? undefined : UNREACHED;
  }

  private fail(reason: string): void {
    this.end();
    this.post({ address: 'fault', about: 'handOver', reason });
  }
}

/** Where a secured yard is it is known by its key, an open one by its port on this machine. */
function isHere({ server, key }: MoveTo, { serverKey, port }: YardHere): boolean {
  if (serverKey !== undefined || key !== '') return key === serverKey;
  const to = parseAddress(server);
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return to.port === port && (isLoopback(to.host) || own.some(({ address }) => address === to.host));
}
