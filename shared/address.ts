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
export function formatAddress({ host, port }: Address): string {
  return `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
