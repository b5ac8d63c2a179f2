/**
 * Adapters of virtual machines, containers and tunnels, by their names on Linux, macOS and Windows: VirtualBox, VMware,
 * Hyper-V and WSL (vEthernet), Docker, Podman and their like, libvirt, ZeroTier, Hamachi, Radmin, Tailscale, WireGuard, OpenVPN.
 */
const VIRTUAL_NAME =
  /^(docker|br-|veth|virbr|vmnet|vnic|vbox|cni|podman|lxc|lxd|tun|tap|utun|ppp|ipsec|wg|zt|feth|ham\d)|virtualbox|vmware|vethernet|hyper-v|\bwsl\b|zerotier|hamachi|radmin|tailscale|wireguard|wintun|openvpn|\bvpn\b/i;
/** By the hardware addresses that VirtualBox, VMware and Hamachi give the host's adapters, whatever people call them. */
const VIRTUAL_MAC = /^(0a:00:27|00:50:56:c0:00|7a:79)/i;
/** What is no Ethernet has no hardware address: a tunnel. */
const NO_MAC = '00:00:00:00:00:00';

/** What Node's networkInterfaces() tells of each address. */
interface InterfaceAddress {
  family: string;
  internal: boolean;
  address: string;
  mac: string;
}

/**
 * The IPv4 addresses under which others may reach this machine, the likeliest first: virtual adapters come last, since a
 * friend is hardly there, and of the others the one with the default route comes first. Empty without a network.
 * Deterministic: no I/O, no clock.
 * @param defaultHost this machine's address on the interface of the default route; undefined where there is none
 */
export function ownHosts(
  interfaces: Readonly<Record<string, readonly InterfaceAddress[] | undefined>>,
  defaultHost?: string,
): string[] {
  const rank = ({ name, mac, address }: { name: string; mac: string; address: string }): number =>
    (isVirtual(name, mac) ? 2 : 0) + (address === defaultHost ? 0 : 1);
  return Object.entries(interfaces)
    .flatMap(([name, addresses = []]) => addresses.map((address) => ({ name, ...address })))
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !isLinkLocal(address))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ address }) => address);
}

function isVirtual(name: string, mac: string): boolean {
  return mac === NO_MAC || VIRTUAL_NAME.test(name) || VIRTUAL_MAC.test(mac);
}

/** What a machine gives itself when no network does. */
function isLinkLocal(address: string): boolean {
  return address.startsWith('169.254.');
}
