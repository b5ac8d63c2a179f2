import { lookup } from 'node:dns/promises';
import type { Address } from '../shared/address';

/** Nothing can listen there; the message is a sentence for a person. */
export class ListenError extends Error {
  /** Something else listens at the address already. */
  readonly isTaken: boolean;

  /** @param option the one that says where */
  constructor(cause: NodeJS.ErrnoException, option: string, address: Address) {
    super(inWords(cause, option, address), { cause });
    this.isTaken = cause.code === 'EADDRINUSE';
  }
}

/**
 * Looks the host up, since ZeroMQ takes no names there, and listens: by IPv4 where a name has both, as many systems have it
 * of localhost, since that is how ZeroMQ's peers look names up.
 * @param option the one that says where
 * @returns the host's address
 * @throws ListenError
 */
export async function listenAt(
  address: Address,
  option: string,
  listen: (address: Address) => Promise<void>,
): Promise<string> {
  try {
    const { address: host } = await lookup(address.host, { order: 'ipv4first' });
    await listen({ host, port: address.port });
    return host;
  } catch (error) {
    throw new ListenError(error as NodeJS.ErrnoException, option, address);
  }
}

function inWords({ code, message }: NodeJS.ErrnoException, option: string, { host, port }: Address): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: stop that one, or choose another with ${option}.`;
    case 'EADDRNOTAVAIL':
    case 'ENODEV':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address ${host}: give one of its own with --host, or 0.0.0.0 for every network.`;
    case 'EACCES':
      return `Port ${port} needs more rights than this program has: choose one from 1024 up with ${option}.`;
    default:
      return `Nothing can listen at ${host}, port ${port} (${option}): ${message}`;
  }
}
