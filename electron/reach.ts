import { networkInterfaces } from 'node:os';
import { formatAddress, formatInvite } from '../shared/address';
import type { HostedYard, Reach, YardPlan } from '../shared/bridge';
import { DEFAULT_HOST } from '../shared/config';
import { ownHosts } from '../shared/own-hosts';

/** Where a server has to listen for those who may come. */
export function hostOf(reach: Reach): string {
  return reach === 'network' ? '0.0.0.0' : DEFAULT_HOST;
}

/** Under which addresses others reach a yard on this machine, the likeliest first, and an invite to the first. */
export function reachOf(
  { reach, port }: YardPlan,
  interfaces = networkInterfaces(),
): Pick<HostedYard, 'addresses' | 'invite'> {
  const found = reach === 'network' ? ownHosts(interfaces) : [];
  const hosts = found.length > 0 ? found : [DEFAULT_HOST];
  const addresses = hosts.map((host) => ({ host, port }));
  return {
    addresses: addresses.map(formatAddress),
    invite: formatInvite(addresses[0] ?? { host: DEFAULT_HOST, port }),
  };
}
