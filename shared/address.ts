import { DEFAULT_PORT } from './config';
import { plainText } from './text';

/** A place on the network where a yard listens. */
export interface Address {
  /** A host name, an IPv4 address, or an IPv6 address without brackets; a link-local one with its interface, `fe80::1%eth0`. */
  host: string;
  port: number;
}

/**
 * Reads `tcp://HOST:PORT`; the scheme and the port may be left out, IPv6 stands in brackets, with its zone if it has one
 * (`[fe80::1%eth0]`). What it returns is an address that a socket takes, whether or not anybody is there.
 * Throws an Error whose message is a sentence for a person.
 */
export function parseAddress(text: string): Address {
  const match = /^(?:tcp:\/\/)?(?:\[([^[\]]+)\]|([^[\]:/]+))(?::(\d+))?\/?$/i.exec(plainText(text));
  const [, inBrackets, plain, port] = match ?? [];
  // RFC 4343: a name in another case is the same, and its yard is known by one.
  const host = inBrackets ?? plain?.toLowerCase();
  if (host === undefined || !(inBrackets === undefined ? isNameOrIPv4(host) : isZonedIPv6(host))) {
    throw new Error(
      `"${shorten(text)}" is not the address of a yard. One looks like tcp://192.168.1.20:${DEFAULT_PORT}.`,
    );
  }
  return { host, port: port === undefined ? DEFAULT_PORT : parsePort(port) };
}

/** Reads a TCP port. Throws an Error whose message is a sentence for a person. */
export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (port >= 1 && port <= 65535) return port;
  throw new Error(`"${shorten(text)}" is not a port. A port is a whole number from 1 to 65535.`);
}

/** The address as ZeroMQ and people write it: `tcp://HOST:PORT`. */
export function formatAddress(address: Address): string {
  return `tcp://${hostAndPort(address)}`;
}

/** Whether only this machine reaches who listens at this host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether who listens at this host does so on every network that this machine is in. */
export function isEveryNetwork(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** A socket's remote address, of IPv4 in its dotted form also where it came through an IPv6 socket. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}

/** `HOST:PORT`, with IPv6 in brackets. */
export function hostAndPort({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** RFC 1123 with the underscores that systems allow; what ends in a number is an IPv4 address or nothing. */
function isNameOrIPv4(host: string): boolean {
  const labels = host.split('.');
  if (/^\d+$/.test(labels.at(-1) ?? '')) return isIPv4(host);
  const isLabel = (label: string) => /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i.test(label);
  return host.length <= 253 && labels.every(isLabel);
}

/** Four octets. A leading zero is refused: some would read it as octal. */
function isIPv4(text: string): boolean {
  const octets = text.split('.');
  return (
    octets.length === 4 && octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)
  );
}

/** An IPv6 address, and behind a percent sign the zone that a link-local one needs: the name or number of an interface. */
function isZonedIPv6(text: string): boolean {
  const [address = '', zone, ...more] = text.split('%');
  return more.length === 0 && isIPv6(address) && (zone === undefined || /^[a-z0-9_.-]{1,32}$/i.test(zone));
}

/** RFC 4291, 2.2: eight groups, of which zeros may be left out once, and the last two may be written as IPv4. */
function isIPv6(text: string): boolean {
  const [head = '', tail, ...more] = text.split('::');
  const groupsOf = (part = '') => (part === '' ? [] : part.split(':'));
  const groups = [...groupsOf(head), ...groupsOf(tail)];
  const last = groups.at(-1) ?? '';
  const isMixed = isIPv4(last) && text.endsWith(last);
  const count = groups.length + (isMixed ? 1 : 0);
  const isFull = tail === undefined ? count === 8 : count < 8;
  const inHex = isMixed ? groups.slice(0, -1) : groups;
  return more.length === 0 && isFull && inHex.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
}

/** What somebody wrote, as much of it as a sentence has room for. */
export function shorten(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}
