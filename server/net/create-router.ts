import { isLoopback } from '../../shared/address';
import type { CreateRouter } from './server-loop';
import { ZeromqRouter } from './zeromq-router';
import { ZmtpRouter } from './zmtp/router';

export const TRANSPORTS = ['zeromq', 'zmtp'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Up to so many players libzmq costs little. */
const ZEROMQ_MAX_PLAYERS = 200;
/** Spectators, peers that never speak, and handshakes come on top of the players. */
const SPARE_CONNECTIONS = 256;
const CONNECTIONS_PER_ADDRESS = 64;

/** The Router that fits: the zeromq package's for a yard on this computer, our own for all that strangers can reach. */
export function defaultTransport(host: string, maxPlayers: number): Transport {
  return isLoopback(host) && maxPlayers <= ZEROMQ_MAX_PLAYERS ? 'zeromq' : 'zmtp';
}

export function createRouter(transport: Transport, maxPlayers: number): CreateRouter {
  if (transport === 'zeromq') return (events) => new ZeromqRouter(maxPlayers, events);
  const options = {
    maxConnections: maxPlayers + SPARE_CONNECTIONS,
    maxConnectionsPerAddress: CONNECTIONS_PER_ADDRESS,
    mayConnect: () => true,
  };
  return (events) => new ZmtpRouter(options, events);
}
