/** The options by which a server is one of several of its yard. */
import type { networkInterfaces } from 'node:os';
import { Option, type Command } from 'commander';
import { isEveryNetwork, parseAddress, shorten, type Address } from '../../shared/address';
import { ownHosts } from '../../shared/own-hosts';
import { formatTarget } from '../../shared/target';
import { parseNatsUrls, type NatsOptions } from '../cluster/cluster-options';

/** What the command line says; undefined where nothing is said. */
interface Parsed {
  cluster?: string[];
  clusterCredentials?: string;
  advertise?: string;
}

export function addClusterOptions(command: Command): Command {
  return command
    .optionsGroup('Several servers of one yard:')
    .addOption(
      new Option(
        '--cluster <urls>',
        'shares the yard with all servers of its --name on this NATS, nats://HOST:4222 or tls://HOST:4222; several of one NATS with commas',
      ).argParser(parseNatsUrls),
    )
    .option('--cluster-credentials <file>', 'the file of credentials (.creds) that NATS asks for')
    .option(
      '--advertise <address>',
      'where clients reach this server, when another one of the yard sends them here: HOST or HOST:PORT',
      parseAdvertised,
    );
}

/** Throws an Error with a sentence for a person. */
export function checkCluster(parsed: Command): void {
  const { cluster, clusterCredentials, advertise } = parsed.opts<Parsed>();
  if (cluster) {
    if (parsed.getOptionValueSource('name') === 'default')
      throw new Error('--cluster needs --name: all servers of one name on one NATS share one yard.');
    return;
  }
  const option =
    clusterCredentials !== undefined
      ? '--cluster-credentials'
      : advertise === undefined
        ? undefined
        : '--advertise';
  if (option) throw new Error(`${option} is for one of several servers of a yard. Add --cluster.`);
}

/** @param parsed by addClusterOptions() */
export function clusterOptionsOf({ cluster, clusterCredentials, advertise }: Parsed): {
  cluster: (NatsOptions & { advertise: string | undefined }) | undefined;
} {
  return { cluster: cluster && { urls: cluster, credentials: clusterCredentials, advertise } };
}

/**
 * Where clients reach this server, as formatTarget() writes it; empty where it listens on every network and this computer is in
 * none. Deterministic: no I/O, no clock.
 * @param host at which it listens, as the system resolved it
 */
export function reachedAt(
  { host, port }: Address,
  advertise: string | undefined,
  serverKey: string | undefined,
  interfaces: ReturnType<typeof networkInterfaces>,
): string {
  const advertised = advertise === undefined ? undefined : parseAddress(advertise);
  const own = isEveryNetwork(host) ? ownHosts(interfaces)[0] : host;
  const reachedHost = advertised?.host ?? own;
  if (reachedHost === undefined) return '';
  const reachedPort = advertised && advertise !== undefined && hasPort(advertise) ? advertised.port : port;
  return formatTarget({
    host: reachedHost,
    port: reachedPort,
    ...(serverKey !== undefined && { serverKey }),
  });
}

function parseAdvertised(text: string): string {
  const { host } = advertisedAddress(text);
  if (isEveryNetwork(host))
    throw new Error(`Nobody reaches ${host}: give the address by which clients reach this computer.`);
  return text;
}

function advertisedAddress(text: string): Address {
  try {
    return parseAddress(text);
  } catch (cause) {
    throw new Error(
      `"${shorten(text)}" is not an address by which clients reach a server. One looks like 192.168.1.21, play.example.org:5557 or [2001:db8::1]:5557.`,
      { cause },
    );
  }
}

function hasPort(address: string): boolean {
  return /[^:/]:\d+\/?$/.test(address);
}
