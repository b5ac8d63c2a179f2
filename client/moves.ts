/**
 * Where a yard may lead its players: a server is trusted no more than a stranger, and a connection that it has a player open
 * is one from the player's computer. Deterministic: no I/O, no clock.
 */
import { BlockList, isIP } from 'node:net';
import { parseAddress } from '../shared/address';
import { MOVES_MAX, MOVES_WINDOW_MS } from '../shared/config';
import type { MovedMessage } from '../shared/protocol/messages';
import { formatTarget, parseTarget, type Target } from '../shared/target';

/** The same yard is followed to the same place at most so often: a server repeats that it has moved. */
const SAME_INTERVAL_MS = 10_000;

/** How far an address reaches: this computer, a network of somebody's own, everywhere. */
const SCOPES = { computer: 0, network: 1, everywhere: 2 } as const;

const COMPUTER = new BlockList();
// 0.0.0.0 and :: are this computer for who connects there.
for (const network of ['127.0.0.0', '0.0.0.0']) COMPUTER.addSubnet(network, 8, 'ipv4');
COMPUTER.addSubnet('::', 96, 'ipv6');

const NETWORK = new BlockList();
// RFC 1918, 6598 and 3927; RFC 4193 and 4291.
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const)
  NETWORK.addSubnet(network, prefix, 'ipv4');
NETWORK.addSubnet('fc00::', 7, 'ipv6');
NETWORK.addSubnet('fe80::', 10, 'ipv6');

/** Whether to follow, to where, or why not, as a sentence; `repeat` where it is followed already. */
export type Move = { target: Target } | { reason: string } | 'repeat';

/** The moves of one player, from yard to yard. */
export class Moves {
  private readonly isOwn: (host: string) => boolean;
  private followed: { server: string; atMs: number }[] = [];

  /** @param isOwn whether an address is one of the player's computer */
  constructor(isOwn: (host: string) => boolean = () => false) {
    this.isOwn = isOwn;
  }

  /** Decides on what the server at `from` has said. @param reached the address that a name in it was connected to by */
  decide(from: Target, { server, key, ticket }: MovedMessage, nowMs: number, reached = from.host): Move {
    const target: Target = {
      ...parseAddress(server),
      ...(key !== '' && { serverKey: key }),
      ...(key !== '' && ticket !== '' && { ticket }),
    };
    const reason = reasonNotToFollow(from, target, this.isOwn, reached);
    if (reason !== undefined) return { reason };
    const text = formatTarget(target);
    this.followed = this.followed.filter(({ atMs }) => nowMs - atMs < MOVES_WINDOW_MS);
    if (this.followed.some((other) => other.server === text && nowMs - other.atMs < SAME_INTERVAL_MS))
      return 'repeat';
    if (this.followed.length >= MOVES_MAX)
      return { reason: `This yard was to lead you on to ${server}, again and again: you stay here.` };
    this.followed.push({ server: text, atMs: nowMs });
    return { target };
  }
}

/**
 * Why a server at `from` may not lead its players to another one, as a sentence; undefined when it may.
 * @param isOwn whether an address is one of the player's computer
 * @param reached the address by which the one at `from` was connected to, where that is a name; a name alone may be anywhere
 */
export function reasonNotToFollow(
  from: Target,
  to: Target,
  isOwn: (host: string) => boolean,
  reached = from.host,
): string | undefined {
  if (from.serverKey !== undefined && to.serverKey === undefined)
    return 'This yard was to lead you out of a secured yard into an open one, where others can read along: you stay here.';
  if (isIP(to.host) === 0 && to.host !== from.host)
    return 'This yard was to lead you to a name, which may stand for any computer: you stay here.';
  const scope = scopeOf(to.host);
  if (scope >= scopeOf(reached)) return undefined;
  if (scope === SCOPES.network)
    return 'This yard was to lead you to an address in your own network, where it cannot be itself: you stay here.';
  // A yard on the player's own computer, by whichever address, is closed to the network there.
  if (from.port === to.port && isOwn(reached)) return undefined;
  return 'This yard went where only its own computer reaches it: you cannot follow it there.';
}

/** Whether an address is of the player's computer, or of a network of somebody's own. */
export function isPrivate(address: string): boolean {
  return isIP(address) !== 0 && scopeOf(address) < SCOPES.everywhere;
}

/** A name may stand for any address, and tomorrow for another: it reaches everywhere. */
function scopeOf(host: string): number {
  const version = isIP(host);
  if (host === 'localhost') return SCOPES.computer;
  if (version === 0) return SCOPES.everywhere;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const [address = ''] = host.split('%');
  if (COMPUTER.check(address, family)) return SCOPES.computer;
  return NETWORK.check(address, family) ? SCOPES.network : SCOPES.everywhere;
}

/** Undefined where ZeroMQ takes an address that no yard has, such as `tcp://127.1:5557`. */
export function readTarget(server: string): Target | undefined {
  try {
    return parseTarget(server);
  } catch {
    return undefined;
  }
}
