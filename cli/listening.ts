import { lookup } from 'node:dns/promises';
import type { Address } from '../shared/address';

/** Nothing can listen there; the message is a sentence for a person, be it in front of a window or of a terminal. */
export class ListenError extends Error {
  /** Something else listens at the address already. */
  readonly isTaken: boolean;
  /** What would mend it on a command line. */
  readonly option: string;

  /** @param option the one that says at which port */
  constructor(cause: NodeJS.ErrnoException, option: string, address: Address) {
    super(inWords(cause, address), { cause });
    this.isTaken = cause.code === 'EADDRINUSE';
    this.option = HOST_CODES.includes(cause.code ?? '') ? '--host' : option;
  }
}

/** A failure as a terminal is told it: with the option that would mend it, which a window has none of. */
export function withOption({ reason, option }: { reason: string; option: string }): string {
  return `${reason} (${option})`;
}

/** The address is none of this machine's. */
const HOST_CODES = ['EADDRNOTAVAIL', 'ENODEV', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * Looks the host up, since ZeroMQ takes no names there, and listens: by IPv4 where a name has both, as many systems have it
 * of localhost, since that is how ZeroMQ's peers look names up.
 * @param option the one that says at which port
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

function inWords({ code = '', message }: NodeJS.ErrnoException, { host, port }: Address): string {
  if (HOST_CODES.includes(code))
    return `This machine has no address ${host}: give one of its own, or 0.0.0.0 for every network.`;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: stop that one, or choose another port.`;
    case 'EACCES':
      return `Port ${port} needs more rights than this program has: choose one from 1024 up.`;
    default:
      return `Nothing can listen at ${host}, port ${port}: ${message}`;
  }
}
