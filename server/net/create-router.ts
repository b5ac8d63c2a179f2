import { isLoopback } from '../../shared/address';
import { epochMs } from './clock';
import { CurveServer, type CurveKeys } from './zmtp/curve/curve-handshake';
import type { CreateRouter } from './server-loop';
import { ZeromqRouter } from './zeromq-router';
import { checkCurve } from './zeromq-socket';
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

/**
 * How a server makes its Router.
 * @param keys of a secured yard, whose Router speaks CURVE alone; undefined for an open one
 * @throws a NoCurveError where this machine has no CURVE for that Router
 */
export function createRouter(transport: Transport, maxPlayers: number, keys?: CurveKeys): CreateRouter {
  if (transport === 'zeromq') {
    if (keys) checkCurve();
    return (events) => new ZeromqRouter(maxPlayers, events, keys?.secretKey);
  }
  const rate = new ConnectionRate();
  const options = {
    maxConnections: maxPlayers + SPARE_CONNECTIONS,
    reservedForLoopback: LOOPBACK_CONNECTIONS,
    maxConnectionsPerAddress: CONNECTIONS_PER_ADDRESS,
    mayConnect: (address: string) => rate.tryConnect(address, epochMs()),
    curve: keys && new CurveServer(keys),
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
