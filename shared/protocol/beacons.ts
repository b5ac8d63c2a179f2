/**
 * How yards are found on a local network: a UDP beacon on port 5558. Each datagram is one OSC message of this table.
 */
import { BEACON_MAX_BYTES, NAME_MAX_CHARACTERS } from '../config';
import { isKey, KEY_CHARACTERS } from '../keys';
import { cleanText, validateName } from '../profile';
import { bytesFor, int32From, optional, text } from './fields';
import { MessageTable, type MessageOf } from './message-table';

const protocol = int32From(0);
const port = int32From(1, 65_535);

export const BEACON_TABLE = new MessageTable({
  '/yard/here': {
    meaning:
      'from a server to everybody: a yard of this protocol and name is open at this TCP port, how many players are in it, how many it takes, and the key of a secured one, empty of an open one (yards of protocol 1 say none)',
    fields: {
      protocol,
      name: text(bytesFor(NAME_MAX_CHARACTERS)),
      port,
      players: int32From(0),
      maxPlayers: int32From(1),
      key: optional(text(KEY_CHARACTERS, (key) => key === '' || isKey(key))),
    },
  },
  '/yard/gone': {
    meaning: 'from a server to everybody: the yard at this TCP port is no more',
    fields: { port },
  },
  '/yard/where': {
    meaning: 'from anybody to a server, or to all: answered with `/yard/here` at once, to who asked',
    fields: { protocol },
  },
});

export type Beacon = MessageOf<typeof BEACON_TABLE.specs>;

export function encodeBeacon(beacon: Beacon): Uint8Array {
  return BEACON_TABLE.encode(beacon);
}

/** Reads a datagram; undefined for whatever is no beacon, or one that makes no sense. A large one is not looked at. */
export function decodeBeacon(bytes: Uint8Array): Beacon | undefined {
  if (bytes.length > BEACON_MAX_BYTES) return undefined;
  const beacon = BEACON_TABLE.decode(bytes);
  if (typeof beacon === 'string') return undefined;
  if (beacon.address !== '/yard/here') return beacon;
  const name = cleanText(beacon.name);
  return validateName(name) === undefined ? { ...beacon, name } : undefined;
}

/** Whether a datagram is a `/yard/where`. What a server is sent besides, as other servers' beacons, is not decoded. */
export function isYardQuery(bytes: Uint8Array): boolean {
  if (bytes.length > BEACON_MAX_BYTES || BEACON_TABLE.addressOf(bytes) !== '/yard/where') return false;
  return decodeBeacon(bytes) !== undefined;
}
