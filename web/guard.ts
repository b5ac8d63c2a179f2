/**
 * Whom the web shell answers. Any page that the person has open may send requests to this machine, so that
 * being asked from here means nothing:
 *
 * - `Host` has to be `localhost` or an IP address. A foreign page that reaches us by a name of its own (DNS rebinding)
 *   is told apart by that name.
 * - `Origin` has to be our own where a WebSocket is opened: browsers let every page open one to anywhere.
 * - The token has to be in the address where the shell is open to a network.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

export interface HttpError {
  status: number;
  /** A sentence for a person. */
  reason: string;
}

/** Why a request is not answered, whatever it asks for; undefined where it may be. */
export function checkHost({ host }: IncomingHttpHeaders): HttpError | undefined {
  const name = host === undefined ? undefined : hostName(host);
  if (name === 'localhost' || (name !== undefined && isIP(name) !== 0)) return undefined;
  return { status: 421, reason: 'This yard is reached by an IP address or as localhost, by no other name.' };
}

/** Why a WebSocket is not opened; undefined where it may be. The host has been checked before. */
export function checkOrigin({ host, origin }: IncomingHttpHeaders): HttpError | undefined {
  if (host !== undefined && origin === `http://${host}`) return undefined;
  return { status: 403, reason: 'Only the page that this yard serves itself may connect to it.' };
}

/** Why an address does not lead to the page; undefined where it does. Without a `token` every address does. */
export function checkToken(url: URL, token: string | undefined): HttpError | undefined {
  if (token === undefined || isEqual(url.searchParams.get('token') ?? '', token)) return undefined;
  return {
    status: 403,
    reason:
      'This address does not open the yard, or no longer does. Scan the QR code that the host shows, or type the whole ' +
      'address below it.',
  };
}

/** The name or the address in a `Host`, IPv6 without its brackets; undefined where it is anything but that and a port. */
function hostName(host: string): string | undefined {
  const url = readUrl(`http://${host}`);
  return url?.host === host ? url.hostname.replace(/^\[|\]$/g, '') : undefined;
}

/** Undefined where it is none. */
export function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Takes as long for a token that is nearly right as for any other. */
function isEqual(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
