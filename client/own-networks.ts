/** The addresses of this machine, and the IPv4 networks that it is in. */
import { BlockList } from 'node:net';
import { networkInterfaces } from 'node:os';

/** A network of an interface, as the system tells of it. */
export interface OwnNetwork {
  family: string;
  /** `192.168.1.20/24` */
  cidr: string | null;
}

/** Makes a function that says whether two addresses are in one of these networks; by default in one of this machine's, now. */
export function sharedNetwork(
  networks: readonly OwnNetwork[] = Object.values(networkInterfaces()).flatMap((each) => each ?? []),
): (one: string, other: string) => boolean {
  const lists = networks.flatMap(({ family, cidr }) => {
    const [address = '', prefix] = cidr?.split('/') ?? [];
    if (family !== 'IPv4' || prefix === undefined) return [];
    const list = new BlockList();
    list.addSubnet(address, Number(prefix));
    return [list];
  });
  return (one, other) => lists.some((list) => list.check(one) && list.check(other));
}

/** Whether an address is one of this machine's, now. */
export function isOwnAddress(
  host: string,
  networks: readonly { address: string }[] = Object.values(networkInterfaces()).flatMap((each) => each ?? []),
): boolean {
  const [address = ''] = host.split('%');
  return networks.some((network) => network.address === address);
}
