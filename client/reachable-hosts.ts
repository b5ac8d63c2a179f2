/** Under which addresses others reach this machine, now and when its networks change. */
import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { ownHosts } from '../shared/own-hosts';

const POLL_INTERVAL_MS = 3000;
/** A place that is nowhere, since it is for documentation (RFC 5737); only the default route leads there. */
const NOWHERE = { host: '203.0.113.1', port: 9 };

/** The IPv4 addresses, the likeliest first; empty where there is no network. */
export async function reachableHosts(): Promise<string[]> {
  const defaultHost = await defaultRouteHost();
  return ownHosts(networkInterfaces(), defaultHost);
}

/** Tells of each change of those addresses, until close(). Looks every few seconds, which costs less than asking the system to tell. */
export class HostWatcher {
  /** The latest. */
  hosts: readonly string[];
  private readonly timer: NodeJS.Timeout;
  private isClosed = false;

  static async start(onChange: (hosts: readonly string[]) => void): Promise<HostWatcher> {
    return new HostWatcher(await reachableHosts(), onChange);
  }

  private constructor(hosts: readonly string[], onChange: (hosts: readonly string[]) => void) {
    this.hosts = hosts;
    this.timer = setInterval(() => void this.look(onChange), POLL_INTERVAL_MS);
    this.timer.unref();
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.timer);
  }

  private async look(onChange: (hosts: readonly string[]) => void): Promise<void> {
    const hosts = await reachableHosts();
    if (this.isClosed || hosts.join() === this.hosts.join()) return;
    this.hosts = hosts;
    onChange(hosts);
  }
}

/**
 * This machine's address on the interface of the default route. Connecting a UDP socket sends nothing: it has the system
 * choose the way there, and with it the address.
 */
function defaultRouteHost(): Promise<string | undefined> {
  const socket = createSocket('udp4');
  return new Promise<string | undefined>((resolve) => {
    socket.once('error', () => resolve(undefined));
    socket.once('connect', () => resolve(socket.address().address));
    socket.connect(NOWHERE.port, NOWHERE.host);
  }).finally(() => socket.close());
}
