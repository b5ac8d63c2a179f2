import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** How many ports from the first one on are tried. */
const PORTS_TRIED = 50;

/** The first TCP port from `first` on where nobody listens at this address; undefined when there is none near. */
export async function nextFreePort(host: string, first: number): Promise<number | undefined> {
  for (let port = first; port < Math.min(first + PORTS_TRIED, 65536); port++)
    if ((await tryListen(host, port)) !== undefined) return port;
  return undefined;
}

/** A TCP port of the loopback interface on which nobody listens at this moment. */
export async function freePort(): Promise<number> {
  const port = await tryListen('127.0.0.1', 0);
  if (port === undefined) throw new Error('There is no free port on 127.0.0.1.');
  return port;
}

/** @param port 0 for any @returns where it could listen; undefined when it could not */
async function tryListen(host: string, port: number): Promise<number | undefined> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, 'listening');
    const { port: found } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    return found;
  } catch {
    return undefined;
  }
}
