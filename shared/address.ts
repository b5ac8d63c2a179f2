import { DEFAULT_PORT } from './config';

/** A place on the network where a yard listens. */
export interface Address {
  /** A host name, an IPv4 address, or an IPv6 address without brackets. */
  host: string;
  port: number;
}

/**
 * Reads `tcp://HOST:PORT`; the scheme and the port may be left out, IPv6 stands in brackets.
 * Throws an Error whose message is a sentence for a person.
 */
export function parseAddress(text: string): Address {
  const match = /^(?:tcp:\/\/)?(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d+))?\/?$/i.exec(text.trim());
  const host = match?.[1] ?? match?.[2];
  if (!match || !host) {
    throw new Error(
      `"${text}" is not the address of a yard. One looks like tcp://192.168.1.20:${DEFAULT_PORT}.`,
    );
  }
  return { host, port: match[3] === undefined ? DEFAULT_PORT : parsePort(match[3]) };
}

/** Reads a TCP port. Throws an Error whose message is a sentence for a person. */
export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (port >= 1 && port <= 65535) return port;
  throw new Error(`"${text}" is not a port. A port is a whole number from 1 to 65535.`);
}

/** The address as ZeroMQ and people write it: `tcp://HOST:PORT`. */
export function formatAddress(address: Address): string {
  return `tcp://${hostAndPort(address)}`;
}

/** The scheme of invites, which the game answers to when one is clicked. */
export const INVITE_SCHEME = 'zeroyard';

/** An invite to the yard at this address: `zeroyard://join/HOST:PORT`. */
export function formatInvite(address: Address): string {
  return `${INVITE_SCHEME}://join/${hostAndPort(address)}`;
}

/**
 * Reads what people use to name a yard: an address, or an invite.
 * Throws an Error whose message is a sentence for a person.
 */
export function parseTarget(text: string): Address {
  const trimmed = text.trim();
  if (!trimmed.toLowerCase().startsWith(`${INVITE_SCHEME}:`)) return parseAddress(trimmed);
  const place = /^zeroyard:\/\/join\/(.+)$/i.exec(trimmed)?.[1];
  try {
    // Browsers escape the brackets of IPv6. An invite names its port.
    if (place && /:\d+\/?$/.test(place)) return parseAddress(decodeURIComponent(place));
  } catch {
    // The sentence below says it in the words of invites.
  }
  throw new Error(
    `"${text}" is not an invite. One looks like ${INVITE_SCHEME}://join/192.168.1.20:${DEFAULT_PORT}.`,
  );
}

/** Whether only this machine reaches who listens at this host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** A socket's remote address, of IPv4 in its dotted form also where it came through an IPv6 socket. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}

function hostAndPort({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
