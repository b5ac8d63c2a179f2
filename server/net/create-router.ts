import { isLoopback } from '../../shared/address';
import { epochMs } from './clock';
import type { CreateRouter } from './server-loop';
import { ZeromqRouter } from './zeromq-router';
import { ConnectionRate } from './zmtp/connection-rate';
import { ZmtpRouter } from './zmtp/router';

export const TRANSPORTS = ['zeromq', 'zmtp'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Up to so many players libzmq costs little. */
const ZEROMQ_MAX_PLAYERS = 200;
/** Spectators, peers that never speak, and handshakes come on top of the players. */
const SPARE_CONNECTIONS = 256;
/** The host, its web shell, and who looks what is the matter. */
const LOOPBACK_CONNECTIONS = 16;
const CONNECTIONS_PER_ADDRESS = 64;

/** The Router that fits: the zeromq package's for a yard on this computer, our own for all that strangers can reach. */
export function defaultTransport(host: string, maxPlayers: number): Transport {
  return isLoopback(host) && maxPlayers <= ZEROMQ_MAX_PLAYERS ? 'zeromq' : 'zmtp';
}

export function createRouter(transport: Transport, maxPlayers: number): CreateRouter {
  if (transport === 'zeromq') return (events) => new ZeromqRouter(maxPlayers, events);
  const rate = new ConnectionRate();
  const options = {
    maxConnections: maxPlayers + SPARE_CONNECTIONS,
    reservedForLoopback: LOOPBACK_CONNECTIONS,
    maxConnectionsPerAddress: CONNECTIONS_PER_ADDRESS,
    mayConnect: (address: string) => rate.tryConnect(address, epochMs()),
  };
  return (events) =>
    new ZmtpRouter(options, {
      ...events,
      closed: (channel, reason) => {
        if (reason === 'flood') rate.noteFlood(channel.remoteAddress, epochMs());
        events.closed(channel, reason);
      },
    });
}
