import type { Address } from '../../shared/address';
import { ownHosts } from '../../shared/own-hosts';
import type { Target } from '../../shared/target';

/** So many ways to one yard stand in a line. */
const TARGETS_MAX = 3;

/**
 * Where others reach a yard, the likeliest first; empty where it listens on every network and this computer is in none.
 * @param serverKey of a secured yard (shared/keys.ts)
 * @param interfaces as Node's networkInterfaces() has them
 */
export function inviteTargets(
  { host, port }: Address,
  serverKey: string | undefined,
  interfaces: Parameters<typeof ownHosts>[0],
): Target[] {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const hosts = isEverywhere ? ownHosts(interfaces).slice(0, TARGETS_MAX) : [host];
  return hosts.map((each) => ({ host: each, port, ...(serverKey !== undefined && { serverKey }) }));
}
