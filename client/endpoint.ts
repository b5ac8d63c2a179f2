import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Dealer } from 'zeromq';
import { formatAddress, parseAddress } from '../shared/address';
import { splitTarget } from '../shared/target';
import { connectDealer } from './dealer';
import { isPrivate } from './moves';

/** The part of a socket that connects. */
export type Connecting = Pick<Dealer, 'connect' | 'disconnect' | 'close' | 'closed'>;

/**
 * Where a socket is connected to. A host name that stands for private addresses alone is connected to by the address and not by
 * the name: so it is known that whoever answers is in such a network, whatever the name stands for a moment later (DNS rebinding).
 */
export class Endpoint {
  private readonly dealer: Connecting;
  private readonly server: string;
  private readonly name: string | undefined;
  private readonly onReached: (host: string | undefined) => void;
  private readonly resolve: (name: string) => Promise<string | undefined>;
  /** What the socket is connected to, or is to be; undefined until the name is looked up. */
  private at: string | undefined;

  /**
   * @param server a target as text (shared/target.ts)
   * @param onReached called with the private address that its name stands for; undefined for none, as for a public name
   */
  constructor(
    dealer: Connecting,
    server: string,
    onReached: (host: string | undefined) => void,
    resolve = privateAddressOf,
  ) {
    this.dealer = dealer;
    this.server = server;
    this.onReached = onReached;
    this.resolve = resolve;
    this.name = nameIn(splitTarget(server).address);
    if (this.name === undefined) this.at = splitTarget(server).address;
  }

  /** Connects, now or as soon as the name is looked up. Throws as connectDealer() does. */
  connect(): void {
    if (this.at === undefined) void this.lookUp();
    else connectDealer(this.dealer, this.at);
  }

  /** Throws an Error where there is no such connection. */
  disconnect(): void {
    if (this.at !== undefined) this.dealer.disconnect(this.at);
  }

  /** Nobody answers there: the name may stand for another address by now. */
  async lookUp(): Promise<void> {
    const { name, dealer, server } = this;
    if (name === undefined) return;
    const host = await this.resolve(name);
    const { address } = splitTarget(server);
    const at = host === undefined ? address : formatAddress({ ...parseAddress(address), host });
    if (dealer.closed || at === this.at) return;
    try {
      this.disconnect();
    } catch {
      // libzmq has no such connection any more.
    }
    this.at = at;
    this.onReached(host);
    dealer.connect(at);
  }
}

/** Undefined for an address, for localhost, which is this computer's own, and for what is in no usual form. */
function nameIn(address: string): string | undefined {
  try {
    const { host } = parseAddress(address);
    return isIP(host.split('%')[0] ?? '') === 0 && host !== 'localhost' ? host : undefined;
  } catch {
    return undefined;
  }
}

/** The first address of a name of which all are private; undefined where one is not, and where there are none. */
export async function privateAddressOf(name: string): Promise<string | undefined> {
  const found = await lookup(name, { all: true, family: 4 }).catch(() => []);
  return found.every(({ address }) => isPrivate(address)) ? found[0]?.address : undefined;
}
