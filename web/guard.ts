/**
 * Whom the web shell answers. Any page that the person has open may send requests to this machine, so that
 * being asked from here means nothing:
 *
 * - `Host` has to be `localhost` or an IP address. A foreign page that reaches us by a name of its own (DNS rebinding)
 *   is told apart by that name.
 * - `Origin` has to be our own where a WebSocket is opened: browsers let every page open one to anywhere.
 * - The token has to be in the address where the shell is open to a network; the short code leads to it (short-codes.ts).
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { plainAddress } from '../shared/address';

export interface HttpError {
  status: number;
  /** In a few words. */
  title: string;
  /** What can be done, in sentences for a person. */
  reason: string;
  /** The short code would help. */
  isCodeWanted?: boolean;
  /** After how many seconds it can be tried again, where it can. */
  retryAfterS?: number;
}

/** Why a request is not answered, whatever it asks for; undefined where it may be. */
export function checkHost({ host }: IncomingHttpHeaders): HttpError | undefined {
  const name = host === undefined ? undefined : hostName(host);
  if (name === 'localhost' || (name !== undefined && isIP(name) !== 0)) return undefined;
  return {
    status: 421,
    title: 'Not under this name',
    reason: 'This yard is reached by an IP address or as localhost, by no other name.',
  };
}

/** Why a WebSocket is not opened; undefined where it may be. The host has been checked before. */
export function checkOrigin({ host, origin }: IncomingHttpHeaders): HttpError | undefined {
  if (host !== undefined && origin === `http://${host}`) return undefined;
  return {
    status: 403,
    title: 'Not from there',
    reason: 'Only the page that this yard serves itself may connect to it.',
  };
}

/** Why an address does not lead to the page; undefined where it does. Without a `token` every address does. */
export function checkToken(url: URL, token: string | undefined): HttpError | undefined {
  const given = url.searchParams.get('token');
  if (token === undefined || isEqual(given ?? '', token)) return undefined;
  return given === null ? NO_TOKEN : WRONG_TOKEN;
}

const NO_TOKEN: HttpError = {
  status: 403,
  title: 'Type the code',
  reason: 'The host of this yard sees six letters beside the QR code. Type them here, or scan the QR code.',
  isCodeWanted: true,
};
const WRONG_TOKEN: HttpError = {
  status: 403,
  title: 'This address does not open the yard',
  reason: 'Perhaps it did before. Ask the host for a new QR code, or type the six letters beside it.',
  isCodeWanted: true,
};
export const WRONG_CODE: HttpError = {
  status: 403,
  title: 'That is not the code',
  reason: 'Every few minutes it is another one. Look again, or ask the host for a new QR code.',
  isCodeWanted: true,
};
export const TOO_MANY_TRIES: HttpError = {
  status: 429,
  title: 'Too many tries',
  reason: 'Wait a minute, then type the code once more. The QR code opens the yard at any time.',
  isCodeWanted: true,
  retryAfterS: 60,
};

/** The name or the address in a `Host`, IPv6 without its brackets; undefined where it is anything but that and a port. */
export function hostName(host: string): string | undefined {
  const url = readUrl(`http://${host}`);
  return url?.host === host ? url.hostname.replace(/^\[|\]$/g, '') : undefined;
}

/** Where a connection comes from, as its shares and its tries are counted. */
export function addressOf(socket: Socket): string {
  return plainAddress(socket.remoteAddress ?? '');
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
