/**
 * What the servers of one yard keep together of who may come in, as registers: each holds one value and when it was said, and of
 * two the newest is right, wherever it was said. So a server that was away, a file and NATS' KV come to the same, in any
 * order. A ban that is taken back stays, as one that is not in force. Deterministic: no I/O, no clock.
 */
import { isKey, isTicket } from '../../shared/keys';
import { cleanText, validateName } from '../../shared/profile';

export type AccessValue =
  | { kind: 'lock'; isLocked: boolean }
  | { kind: 'ticket'; ticket: string }
  | { kind: 'ban'; identity: string; name: string; isInForce: boolean }
  /** By id or by identity. */
  | { kind: 'mute'; who: number | string; isInForce: boolean }
  /** Let in once by the host, until that leave is taken back. */
  | { kind: 'known'; identity: string; isInForce: boolean }
  /** Removed for a minute, or sent away: by the SHA-256 of a resume key, by identity, or both. */
  | { kind: 'kick'; keyHash: string; identity: string; isRejected: boolean };

export type AccessKind = AccessValue['kind'];

/** When a value was said, in ms since 1970 on the clock of the server at which it was, and later than the one before it. */
export interface Stamped {
  readonly atMs: number;
  readonly value: AccessValue;
}

/** Of what nobody said: it stands in a folder of keys. Whatever was said is newer. */
export const UNSAID_MS = 1;
/** So many registers of a kind there are; those of bans in force never go for others. */
export const REGISTERS_MAX: Readonly<Record<AccessKind, number>> = {
  ...{ lock: 1, ticket: 1, ban: 2000, mute: 2000, known: 5000, kick: 64 },
};
/** Later than any clock says: what is stamped so could not be replaced. */
const AT_MAX_MS = 2 ** 48;

/** Whether one is right where another is said too; false for the same. */
export function isNewer(one: Stamped, other: Stamped | undefined): boolean {
  if (!other || one.atMs !== other.atMs) return one.atMs > (other?.atMs ?? -Infinity);
  // Said at two servers in one moment: any order is right that all have.
  return JSON.stringify(one.value) > JSON.stringify(other.value);
}

/**
 * The key of a register: what it is of can be seen in it by who knows that already, and by nobody else.
 * @param tag of a text: base64url that says nothing of it
 */
export function keyOf(value: AccessValue, tag: (text: string) => string): string {
  switch (value.kind) {
    case 'lock':
    case 'ticket':
      return value.kind;
    case 'mute':
      return typeof value.who === 'number' ? `mute.id.${value.who}` : `mute.${tag(value.who)}`;
    case 'kick':
      // One of 64: it holds for a minute, and is kept for who comes back within it.
      return `kick.${tag(value.identity || value.keyHash).slice(0, 1)}`;
    case 'ban':
    case 'known':
      return `${value.kind}.${tag(value.identity)}`;
  }
}

/** Whether files keep it. Known identities have one of their own, ids of players are none of another run, and a kick is short. */
export function isKept(value: AccessValue): boolean {
  if (value.kind === 'mute') return typeof value.who === 'string';
  return value.kind === 'lock' || value.kind === 'ticket' || value.kind === 'ban';
}

export function writeStamped({ atMs, value }: Stamped): string {
  return JSON.stringify({ at: atMs, ...value });
}

/** Undefined for what is none. */
export function readStamped(text: string): Stamped | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null) return undefined;
  const { at, ...fields } = read as Record<string, unknown>;
  const value = readValue(fields);
  return value && isWhole(at, AT_MAX_MS) ? { atMs: at, value } : undefined;
}

function readValue(fields: Record<string, unknown>): AccessValue | undefined {
  const { kind, identity, name, ticket, who, keyHash, isLocked, isInForce, isRejected } = fields;
  switch (kind) {
    case 'lock':
      return typeof isLocked === 'boolean' ? { kind, isLocked } : undefined;
    case 'ticket':
      return typeof ticket === 'string' && isTicket(ticket) ? { kind, ticket } : undefined;
    case 'ban':
      return isHash(identity) && isName(name) && typeof isInForce === 'boolean'
        ? { kind, identity, name, isInForce }
        : undefined;
    case 'mute':
      return (isHash(who) || isWhole(who, 2 ** 31 - 1)) && typeof isInForce === 'boolean'
        ? { kind, who, isInForce }
        : undefined;
    case 'known':
      return isHash(identity) && typeof isInForce === 'boolean' ? { kind, identity, isInForce } : undefined;
    case 'kick':
      return isHashOrNone(keyHash) && isHashOrNone(identity) && typeof isRejected === 'boolean'
        ? { kind, keyHash, identity, isRejected }
        : undefined;
    default:
      return undefined;
  }
}

function isWhole(value: unknown, max: number): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max;
}

/** 32 bytes: an identity, or the SHA-256 of a key. */
function isHash(value: unknown): value is string {
  return typeof value === 'string' && isKey(value);
}

function isHashOrNone(value: unknown): value is string {
  return value === '' || isHash(value);
}

function isName(name: unknown): name is string {
  return typeof name === 'string' && name === cleanText(name) && validateName(name) === undefined;
}
