import { KEY_MAX_CHARACTERS, NAME_MAX_CHARACTERS, SAY_MAX_CHARACTERS } from '../config';
import { KEY_CHARACTERS, TICKET_CHARACTERS } from '../keys';
import { anyNumber, bytesFor, float32, int32, int32From, optional, text } from './fields';
import { MessageTable } from './message-table';
import { COLOUR_CHARACTERS, keyOrNone, ticketOrNone } from './common-fields';
import { ADDRESS_CHARACTERS, isWholeAddress } from './server-targets';

/** From a client to the server. Anything with another address is relayed as it is. */
export const CLIENT_TABLE = new MessageTable({
  '/motion': {
    meaning:
      'where I am, in yard pixels, origin top left, and how I move from now on, in pixels a second: sent when it changes, and once a second (below); for players with a profile',
    fields: { x: float32, y: float32, vx: float32, vy: float32 },
  },
  '/position': {
    meaning:
      'where I am, without a motion: for guests, and for tools that know no motions; of a spectator, where it looks; `i` and `d` are accepted in place of `f`',
    fields: { x: anyNumber, y: anyNumber },
  },
  '/profile': {
    meaning:
      'who I am: the protocol (2), a name of 1 to 24 characters, a colour (`#rrggbb`, or empty for the one that the fewest have) and, if you like, a key of 1 to 64 characters to come back with; in a secured yard besides an identity and, where one is asked for, a ticket ([security.md](security.md))',
    fields: {
      protocol: int32From(0),
      name: text(bytesFor(NAME_MAX_CHARACTERS)),
      colour: text(bytesFor(COLOUR_CHARACTERS)),
      key: optional(text(bytesFor(KEY_MAX_CHARACTERS))),
      identity: optional(text(KEY_CHARACTERS)),
      ticket: optional(text(TICKET_CHARACTERS)),
    },
  },
  '/watch': {
    meaning:
      'I look on, as a spectator (below): the protocol (2) and, where one is asked for, a ticket; before anything else, and every 5 s',
    fields: { protocol: int32From(0), ticket: optional(text(TICKET_CHARACTERS)) },
  },
  '/say': {
    meaning: 'a line of chat, 1 to 200 characters',
    fields: { text: text(bytesFor(SAY_MAX_CHARACTERS)) },
  },
  '/mark': {
    meaning:
      'a mark for a recording, 1 to 200 characters: told to all others, and recorded with the time (below)',
    fields: { text: text(bytesFor(SAY_MAX_CHARACTERS)) },
  },
  '/ping': { meaning: 'answered with a `/pong` of the same n', fields: { n: int32 } },
  '/roster': {
    meaning:
      'I lack somebody: answered with all other profiles and a `/roster`, in one bundle, at most once in 2 s',
    fields: {},
  },
  '/successor': {
    meaning:
      'whether my program holds this yard from now on, should its host ask (below): with n = 0 it could, said every 5 s; with the n of an `/offer` it would, and with an address (as in `/moved`) the yard is open there; with -n it will not',
    fields: {
      n: int32,
      server: text(ADDRESS_CHARACTERS, (server) => server === '' || isWholeAddress(server)),
      key: keyOrNone,
      ticket: ticketOrNone,
    },
  },
  '/leave': { meaning: 'I am going', fields: {} },
});
