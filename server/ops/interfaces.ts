import type { NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { isEveryNetwork, isLoopback } from '../../shared/address';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** A network that a beacon is sent to. */
export interface Network {
  /** The interface's name. */
  name: string;
  /** Reaches every machine on it. */
  broadcast: string;
}

/**
 * The networks on which a yard is announced: those of the chosen interfaces or, when none is chosen, those under which
 * the yard can be reached. Only IPv4 has broadcasts. Deterministic: no I/O, no clock. `interfaces` is what `os.networkInterfaces()` says now.
 * @param host the address on which the yard listens
 */
export function networksFor(chosen: readonly string[], host: string, interfaces: Interfaces): Network[] {
  if (isIPv6Only(host)) return [];
  const isChosen = (name: string, { internal, address }: NetworkInterfaceInfo): boolean => {
    if (chosen.length > 0) return chosen.includes(name);
    if (isEveryNetwork(host)) return !internal;
    return isLoopback(host) ? internal : address === host;
  };
  return Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter((info) => info.family === 'IPv4' && isChosen(name, info))
      .map(({ address, netmask }) => ({ name, broadcast: broadcastOf(address, netmask) })),
  );
}

/** Why there is no network on which a yard is announced, as a sentence. */
export function whyNotAnnounced(chosen: readonly string[], host: string): string {
  if (isIPv6Only(host))
    return `The yard is not announced: it listens on ${host}, and only IPv4 has broadcasts. Give --host an IPv4 address, or :: for both.`;
  if (chosen.length > 0) return `The yard is not announced: ${chosen.join(' and ')} has no IPv4 address now.`;
  if (isEveryNetwork(host))
    return 'The yard is not announced: this computer is in no IPv4 network now. Once it is, it will be.';
  return `The yard is not announced: no network interface has the address ${host} now.`;
}

/** The yard is then not reached at any address that a beacon could come from. */
function isIPv6Only(host: string): boolean {
  return host.includes(':') && host !== '::';
}

/** What is wrong with the chosen names, as a sentence, or undefined when each is an interface of this machine. */
export function validateInterfaces(chosen: readonly string[], interfaces: Interfaces): string | undefined {
  const unknown = chosen.find((name) => !(name in interfaces));
  if (unknown === undefined) return undefined;
  return `There is no network interface "${unknown}" here; --announce-on takes ${Object.keys(interfaces).join(', ')}.`;
}

function broadcastOf(address: string, netmask: string): string {
  const mask = netmask.split('.').map(Number);
  return address
    .split('.')
    .map((byte, i) => Number(byte) | (~(mask[i] ?? 255) & 255))
    .join('.');
}
