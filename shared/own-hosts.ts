/** Networks of virtual machines, containers and tunnels: a friend is hardly there. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vbox|vEthernet|tun|tap|utun|tailscale|zt)/i;

/** What Node's networkInterfaces() tells of each address. */
interface InterfaceAddress {
  family: string;
  internal: boolean;
  address: string;
}

/** The IPv4 addresses under which others may reach this machine, the likeliest first. Empty without a network. */
export function ownHosts(
  interfaces: Readonly<Record<string, readonly InterfaceAddress[] | undefined>>,
): string[] {
  return Object.entries(interfaces)
    .sort(([a], [b]) => Number(VIRTUAL.test(a)) - Number(VIRTUAL.test(b)))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !isLinkLocal(address))
    .map(({ address }) => address);
}

/** What a machine gives itself when no network does. */
function isLinkLocal(address: string): boolean {
  return address.startsWith('169.254.');
}
