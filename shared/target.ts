import { formatAddress, hostAndPort, parseAddress, shorten, type Address } from './address';
import { DEFAULT_PORT } from './config';
import { isKey, isTicket } from './keys';
import { plainText } from './text';

/** What one needs to enter a yard: where it listens and, of a secured one, its public key and, if it asks for one, a ticket. */
export interface Target extends Address {
  /** As text (shared/keys.ts); undefined of an open yard. */
  serverKey?: string;
  ticket?: string;
}

/** The scheme of invites, which the game answers to when one is clicked. */
export const INVITE_SCHEME = 'zeroyard';

/** As programs are told a yard: `tcp://HOST:PORT`, of a secured one with `?key=KEY` and perhaps `&ticket=TICKET`. */
export function formatTarget(target: Target): string {
  return formatAddress(target) + query(target);
}

/** An invite to a yard: `zeroyard://join/HOST:PORT`, with the same behind it. */
export function formatInvite(target: Target): string {
  // RFC 6874: the percent sign before a zone is escaped in a URL.
  return `${INVITE_SCHEME}://join/${hostAndPort(target).replace('%', '%25')}${query(target)}`;
}

/**
 * Reads what people use to name a yard: an address, an address with a key, or an invite.
 * Throws an Error whose message is a sentence for a person; it never holds a ticket.
 */
export function parseTarget(text: string): Target {
  const [place = '', ...queries] = unwrapped(plainText(text)).split('?');
  return { ...parsePlace(place), ...parseQuery(queries) };
}

/**
 * What formatTarget() wrote, taken apart: the address as ZeroMQ takes it, `tcp://HOST:PORT`, which alone is shown, and what
 * is needed besides.
 */
export function splitTarget(target: string): { address: string } & Pick<Target, 'serverKey' | 'ticket'> {
  const [address = '', ...queries] = target.split('?');
  return { address, ...parseQuery(queries) };
}

/** What stands around an invite in a letter or a chat; none of it can be in one, nor can it hide that its key is cut. */
const BEFORE = /^[<("'“‘«`]+/;
const AFTER = '>)"\'”’»`.,;!';

function unwrapped(text: string): string {
  const invite = text.replace(BEFORE, '');
  if (!invite.toLowerCase().startsWith(`${INVITE_SCHEME}:`)) return text;
  let end = invite.length;
  while (AFTER.includes(invite.charAt(end - 1)) && end > 0) end--;
  return invite.slice(0, end);
}

function parsePlace(text: string): Address {
  if (!text.toLowerCase().startsWith(`${INVITE_SCHEME}:`)) return parseAddress(text);
  const place = /^zeroyard:\/\/join\/(.+)$/i.exec(text)?.[1];
  try {
    // Browsers escape the brackets of IPv6. An invite names its port.
    if (place && /:\d+\/?$/.test(place)) return parseAddress(decodeURIComponent(place));
  } catch {
    // The sentence below says it in the words of invites.
  }
  throw new Error(
    `"${shorten(text)}" is not an invite. One looks like ${INVITE_SCHEME}://join/192.168.1.20:${DEFAULT_PORT}.`,
  );
}

/** What it does not know it refuses, and does not pass over: without its key nobody may take a secured yard for an open one. */
function parseQuery(queries: readonly string[]): Pick<Target, 'serverKey' | 'ticket'> {
  const [query, ...more] = queries;
  if (query === undefined) return {};
  const parts = query.split('&');
  const valueOf = (name: string) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const [serverKey, ticket] = [valueOf('key'), valueOf('ticket')];
  const known = ticket === undefined ? 1 : 2;
  const isWhole = serverKey !== undefined && isKey(serverKey) && (ticket === undefined || isTicket(ticket));
  if (!isWhole || parts.length !== known || more.length > 0) throw damaged();
  return ticket === undefined ? { serverKey } : { serverKey, ticket };
}

function damaged(): Error {
  return new Error(
    'This invite is damaged: behind the address stand the key of the yard, 43 characters, and perhaps a ticket of 22. Copy it whole.',
  );
}

function query({ serverKey, ticket }: Target): string {
  if (serverKey === undefined) return '';
  return `?key=${serverKey}${ticket === undefined ? '' : `&ticket=${ticket}`}`;
}
