import { lookup } from 'node:dns/promises';
import { whyNotListening } from '../../cli/listening';
import type { Address } from '../../shared/address';

/** What listens, by the option that says where. */
type Listener = '--port' | '--metrics';

/** Nothing can listen there; the message is a sentence for a person. */
export class ListenError extends Error {
  /** Something else listens where the yard would: perhaps another yard. */
  readonly isYardTaken: boolean;

  constructor(cause: NodeJS.ErrnoException, listener: Listener, address: Address) {
    super(whyNotListening(cause, listener, address), { cause });
    this.isYardTaken = listener === '--port' && cause.code === 'EADDRINUSE';
  }
}

/** Looks the host up, since ZeroMQ takes no names there, and listens. Throws a ListenError. */
export async function listenAt(
  { host, port }: Address,
  listener: Listener,
  listen: (address: Address) => Promise<void>,
): Promise<void> {
  try {
    const { address } = await lookup(host);
    await listen({ host: address, port });
  } catch (error) {
    throw new ListenError(error as NodeJS.ErrnoException, listener, { host, port });
  }
}
