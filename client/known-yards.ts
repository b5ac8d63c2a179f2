/**
 * Pinning: the client remembers the key of each secured yard that the person was in, so that nobody else at that address
 * passes for it later. Deterministic: no I/O, no clock.
 */
import { formatAddress } from '../shared/address';
import type { FoundYard } from '../shared/bridge';
import type { Target } from '../shared/target';

/** A secured yard that the person was in. */
export interface KnownYard {
  name: string;
  /** `tcp://HOST:PORT` */
  address: string;
  serverKey: string;
}

/** Which way leads into a yard, and the known yard whose key is another one: then the person is asked first. */
export interface Decision {
  target: Target;
  changed: KnownYard | undefined;
}

/** The one that was not used for the longest time goes. */
export const KNOWN_YARDS_MAX = 200;
/** So many names are remembered of one key at one address: a server that calls itself anew each second displaces no other yard. */
export const NAMES_PER_SERVER_MAX = 4;

/** The known yards, once the person was in this one: it comes first. */
export function withKnown(known: readonly KnownYard[], yard: KnownYard): KnownYard[] {
  let names = 0;
  const isOfServer = ({ address, serverKey }: KnownYard) =>
    address === yard.address && serverKey === yard.serverKey;
  return [yard, ...withoutKnown(known, yard)]
    .filter((each) => !isOfServer(each) || ++names <= NAMES_PER_SERVER_MAX)
    .slice(0, KNOWN_YARDS_MAX);
}

export function withoutKnown(
  known: readonly KnownYard[],
  { name, address }: Pick<KnownYard, 'name' | 'address'>,
): KnownYard[] {
  return known.filter((each) => each.name !== name || each.address !== address);
}

/**
 * How to enter a yard.
 * @param wanted the address alone, or with the key that an invite or a list names
 * @param name as which the yard was shown to the person; undefined for an address or an invite, which tell none
 * @param known the latest first
 * @param found what the yards on this network announce
 */
export function decideEntry(
  wanted: Target,
  name: string | undefined,
  known: readonly KnownYard[],
  found: readonly FoundYard[],
): Decision {
  const address = formatAddress(wanted);
  const isCalled = (yard: { name: string }) => name === undefined || yard.name === name;
  const pin = known.find((yard) => yard.address === address && isCalled(yard));
  const expected = wanted.serverKey ?? pin?.serverKey;
  const announced = found.filter((yard) => formatAddress(yard.address) === address && isCalled(yard));
  const one = announced.find((yard) => yard.serverKey === expected) ?? announced[0];
  // An invite counts for more than what is announced at its address; what was remembered for less.
  const isRemembered = name !== undefined && wanted.serverKey === pin?.serverKey;
  const serverKey = one && (wanted.serverKey === undefined || isRemembered) ? one.serverKey : expected;
  const changed = pin && serverKey !== pin.serverKey ? pin : undefined;
  return { target: withKey(wanted, serverKey), changed };
}

/** The known yard that a yard, by the name that it tells when one is in it, pretends to be with another key; undefined for none. */
export function changedYard(
  known: readonly KnownYard[],
  name: string,
  target: Target,
): KnownYard | undefined {
  const address = formatAddress(target);
  const pin = known.find((yard) => yard.name === name && yard.address === address);
  return pin?.serverKey === target.serverKey ? undefined : pin;
}

/** A ticket is of no use without the key that it came with. */
function withKey({ host, port, serverKey: named, ticket }: Target, serverKey: string | undefined): Target {
  if (serverKey === undefined) return { host, port };
  return { host, port, serverKey, ...(ticket !== undefined && named === serverKey && { ticket }) };
}
