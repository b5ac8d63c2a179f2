import { formatAddress } from '../shared/address';
import type { HostedYard, Reach, YardPlan } from '../shared/hosted-yard';
import { DEFAULT_HOST } from '../shared/config';
import { formatInvite, formatTarget, parseTarget, splitTarget, type Target } from '../shared/target';

/** Where a server has to listen for those who may come. */
export function hostOf(reach: Reach): string {
  return reach === 'network' ? '0.0.0.0' : DEFAULT_HOST;
}

/**
 * Under which addresses others reach a yard on this machine, the likeliest first, and an invite to the first; none to a yard
 * that asks for a ticket while there is none.
 * @param ownHosts the machine's addresses on its networks now
 * @param secrets what an invite to it has to hold besides
 */
export function reachOf(
  { reach, port, access }: YardPlan,
  ownHosts: readonly string[],
  secrets: Pick<Target, 'serverKey' | 'ticket'>,
): Pick<HostedYard, 'addresses' | 'invite'> {
  const hosts = reach === 'network' ? ownHosts : [DEFAULT_HOST];
  const addresses = hosts.map((host) => ({ host, port }));
  const [first] = addresses;
  const isWhole = access !== 'invited' || secrets.ticket !== undefined;
  return {
    addresses: addresses.map(formatAddress),
    invite: first && isWhole ? formatInvite({ ...first, ...secrets }) : undefined,
  };
}

/**
 * By which target, as text, this computer's own game connects to a yard: to the hosted one, which a yard that was handed over
 * names by its address on the network, by loopback. That is there when the network is away.
 */
export function ownWayTo(server: string, hosted: Pick<HostedYard, 'addresses'> | undefined): string {
  if (!hosted?.addresses.includes(splitTarget(server).address)) return server;
  return formatTarget({ ...parseTarget(server), host: DEFAULT_HOST });
}

/** The same URL at each of this machine's addresses. */
export function urlsAt(url: string, ownHosts: readonly string[]): string[] {
  return ownHosts.map((host) => {
    const moved = new URL(url);
    moved.hostname = host;
    return moved.href;
  });
}
