/**
 * How yards are found on a local network: a UDP beacon on port 5558. Each datagram is one OSC message of this table.
 */
import { cleanText, validateName } from '../profile';
import { int32, text } from './fields';
import { MessageTable, type MessageOf } from './message-table';

export const BEACON_TABLE = new MessageTable({
  '/yard/here': {
    meaning:
      'from a server to everybody: a yard of this protocol and name is open at this TCP port, how many players are in it, and how many it takes',
    fields: { protocol: int32, name: text, port: int32, players: int32, maxPlayers: int32 },
  },
  '/yard/gone': {
    meaning: 'from a server to everybody: the yard at this TCP port is no more',
    fields: { port: int32 },
  },
  '/yard/where': {
    meaning: 'from anybody to a server, or to all: answered with `/yard/here` at once, to who asked',
    fields: { protocol: int32 },
  },
});

export type Beacon = MessageOf<typeof BEACON_TABLE.specs>;

export function encodeBeacon(beacon: Beacon): Uint8Array {
  return BEACON_TABLE.encode(beacon);
}

/** Reads a datagram; undefined for whatever is no beacon, or one that makes no sense. */
export function decodeBeacon(bytes: Uint8Array): Beacon | undefined {
  const beacon = BEACON_TABLE.decode(bytes);
  if (typeof beacon === 'string') return undefined;
  if (beacon.address === '/yard/where') return beacon;
  if (!(beacon.port >= 1 && beacon.port <= 65535)) return undefined;
  if (beacon.address === '/yard/gone') return beacon;
  const name = cleanText(beacon.name);
  const isSound = validateName(name) === undefined && beacon.players >= 0 && beacon.maxPlayers > 0;
  return isSound ? { ...beacon, name } : undefined;
}
