/** How servers stand in messages: written out in one form alone, so that one target is one text. */
import { formatAddress, parseAddress } from '../address';
import { formatTarget, parseTarget, type Target } from '../target';

/** `tcp://`, a host name of 253 characters, a colon and a port of five. */
export const ADDRESS_CHARACTERS = 265;
/** `?key=` and 43 characters. */
const QUERY_CHARACTERS = 48;
/** Of one yard, as its players are told them. */
export const SERVERS_MAX = 16;
/** In visible ASCII: an address with its port, and perhaps a key. */
const ENTRY = /^tcp:\/\/[!->@-~]+:\d{1,5}(?:\?key=[\w-]{43})?$/;
export const SERVERS_CHARACTERS = SERVERS_MAX * (ADDRESS_CHARACTERS + QUERY_CHARACTERS + 1);

/** Whether an address is written out, as formatAddress() writes it: with its port, and in one form alone. */
export function isWholeAddress(text: string): boolean {
  try {
    return formatAddress(parseAddress(text)) === text;
  } catch {
    return false;
  }
}

/** Servers in the order in which they are told, the teller first: at most SERVERS_MAX, divided by blanks. Tickets are left out. */
export function formatServers(servers: readonly Target[]): string {
  return servers
    .slice(0, SERVERS_MAX)
    .map(({ host, port, serverKey }) =>
      formatTarget({ host, port, ...(serverKey !== undefined && { serverKey }) }),
    )
    .join(' ');
}

/** Whether a text has the form of servers: what its hosts and ports are costs too much to ask of each message of a hostile server. */
export function lookLikeServers(text: string): boolean {
  const entries = text.split(' ', SERVERS_MAX + 1);
  return entries.length <= SERVERS_MAX && entries.every((entry) => ENTRY.test(entry));
}

/** Reads what formatServers() wrote; undefined where anything in it is wrong. */
export function parseServers(text: string): Target[] | undefined {
  if (!lookLikeServers(text)) return undefined;
  try {
    const servers = text.split(' ').map(parseTarget);
    return formatServers(servers) === text ? servers : undefined;
  } catch {
    return undefined;
  }
}
