/**
 * Keys and tickets as text: base64url without padding (RFC 4648, 5). Each value has one form: the bits that the last
 * character has too many are 0, so that two texts are the same key only if they are equal.
 */

/** Of 32 bytes: a server's public key, an identity. */
export const KEY_CHARACTERS = 43;
/** Of 16 bytes. */
export const TICKET_CHARACTERS = 22;

const KEY = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const TICKET = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** Whether a text is 32 bytes. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** Whether a text is a ticket, 16 bytes. */
export function isTicket(text: string): boolean {
  return TICKET.test(text);
}
