import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { NodeConnectionOptions } from '@nats-io/transport-node';

/**
 * How NATS is recognised by TLS: its certificate has to be for one of the hosts that the command line names. The client alone would
 * ask for one of "localhost" wherever a host is named by its IP address. Undefined where it is to be reached without TLS.
 */
export function tlsOptions(urls: readonly string[]): NodeConnectionOptions['tls'] {
  if (!urls.some((url) => url.startsWith('tls:'))) return undefined;
  const hosts = urls.map((url) => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'));
  const options = {
    checkServerIdentity: (_: string, certificate: PeerCertificate): Error | undefined => {
      const faults = hosts.map((host) => checkServerIdentity(host, certificate));
      return faults.includes(undefined) ? undefined : faults[0];
    },
  };
  return options as NodeConnectionOptions['tls'];
}
