/**
 * How yards are found on a local network: a UDP beacon on port 5558. Each datagram is one OSC message.
 *
 *   server → everybody            types    meaning
 *   /yard/here                    isiii    protocol, name, port, players, maxPlayers: a yard is open at this port
 *   /yard/gone                    i        port: it is no more
 *   player → the server it heard
 *   /yard/where                   i        protocol: answered with /yard/here at once, to who asked
 */
import type { Address } from './address';
import { packMessage, unpackMessage } from './osc';
import { cleanText, nameFault } from './profile';

export type Beacon =
  | {
      address: '/yard/here';
      protocol: number;
      name: string;
      port: number;
      players: number;
      maxPlayers: number;
    }
  | { address: '/yard/gone'; port: number }
  | { address: '/yard/where'; protocol: number };

/** A yard that is open on this network. */
export interface FoundYard {
  /** Tells it from all others. */
  key: string;
  name: string;
  /** Where it was heard from. */
  address: Address;
  protocol: number;
  players: number;
  maxPlayers: number;
  /** Undefined until it was asked. */
  roundTripMs: number | undefined;
}

export function encodeBeacon(beacon: Beacon): Uint8Array {
  const { address } = beacon;
  switch (address) {
    case '/yard/here': {
      const { protocol, name, port, players, maxPlayers } = beacon;
      return packMessage(address, 'isiii', [protocol, name, port, players, maxPlayers]);
    }
    case '/yard/gone':
      return packMessage(address, 'i', [beacon.port]);
    case '/yard/where':
      return packMessage(address, 'i', [beacon.protocol]);
  }
}

/** Reads a datagram; undefined for whatever is no beacon, or one that makes no sense. */
export function decodeBeacon(bytes: Uint8Array): Beacon | undefined {
  const osc = unpackMessage(bytes);
  switch (osc && osc.address + osc.types) {
    case '/yard/hereisiii': {
      const [protocol, text, port, players, maxPlayers] = osc?.args as [
        number,
        string,
        number,
        number,
        number,
      ];
      const name = cleanText(text);
      const isSound = nameFault(name) === undefined && isPort(port) && players >= 0 && maxPlayers > 0;
      return isSound ? { address: '/yard/here', protocol, name, port, players, maxPlayers } : undefined;
    }
    case '/yard/gonei': {
      const [port] = osc?.args as [number];
      return isPort(port) ? { address: '/yard/gone', port } : undefined;
    }
    case '/yard/wherei':
      return { address: '/yard/where', protocol: osc?.args[0] as number };
    default:
      return undefined;
  }
}

const isPort = (port: number) => port >= 1 && port <= 65535;
