import { connect } from 'node:net';
import { once } from 'node:events';
import { parseAddress } from '../shared/address';
import type { ToRenderer } from '../shared/bridge';
import { OFFER_MS } from '../shared/config';
import type { Access } from '../shared/hosted-yard';
import type { MoveTo } from './utility-program';

/** How long the successor's yard may take to answer a connection. */
const CONNECT_TIMEOUT_MS = 3000;

const REFUSED = 'Who was asked to host declined, or has left. The yard stays with you.';
const UNANSWERED = 'Who was asked to host did not answer in time. The yard stays with you.';
const UNREACHED =
  'Their yard cannot be reached from here, perhaps because of a firewall. The yard stays with you.';

const UNSECURED =
  'Their yard is not encrypted, and yours is: everybody would be read along there. The yard stays with you.';
const WITHOUT_TICKET =
  'Their yard asks nobody for a ticket, and yours is for the invited alone. The yard stays with you.';

/** The host's question to somebody else, to hold the yard from now on: one at a time, and for so long. */
export class Offering {
  private readonly post: (message: ToRenderer) => void;
  private id: number | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param post to the page */
  constructor(post: (message: ToRenderer) => void) {
    this.post = post;
  }

  /** @param order tells the server whom to ask, 0 for nobody */
  begin(id: number, order: (id: number) => void): void {
    this.end();
    order(id);
    if (id === 0) return;
    this.id = id;
    this.timer = setTimeout(() => {
      order(0);
      this.fail(UNANSWERED);
    }, OFFER_MS);
    this.postState();
  }

  /**
   * Whether the yard can go where the successor says that it is open. Where not, the person is told why.
   * @param access of the yard here
   */
  async accept(moveTo: MoveTo | undefined, access: Access): Promise<boolean> {
    if (this.id === undefined) return false;
    clearTimeout(this.timer);
    const reason = moveTo ? await reasonNotTo(moveTo, access) : REFUSED;
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

  private fail(reason: string): void {
    this.end();
    this.post({ address: 'fault', about: 'handOver', reason });
  }
}

async function reasonNotTo(moveTo: MoveTo, access: Access): Promise<string | undefined> {
  if (access !== 'open' && moveTo.key === '') return UNSECURED;
  if (access === 'invited' && moveTo.ticket === '') return WITHOUT_TICKET;
  return (await isOpen(moveTo)) ? undefined : UNREACHED;
}

async function isOpen({ server }: MoveTo): Promise<boolean> {
  const { host, port } = parseAddress(server);
  const socket = connect({ host, port, timeout: CONNECT_TIMEOUT_MS });
  socket.on('timeout', () => socket.destroy(new Error('No answer.')));
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
