import {
  NAME_MAX_CHARACTERS,
  SAY_MAX_CHARACTERS,
  STATE_MAX_BYTES,
  YARD_MAX_HEIGHT_PX,
  YARD_MAX_WIDTH_PX,
} from '../config';
import { cleanText, validateChatLine, validateColour, validateName } from '../profile';
import { blob, bytesFor, float32From, int32, int32From, oneOf, text } from './fields';
import { GAME_PHASES } from './games';
import { MessageTable } from './message-table';
import { COLOUR_CHARACTERS, keyOrNone, ticketOrNone } from './common-fields';
import { ADDRESS_CHARACTERS, isWholeAddress, lookLikeServers, SERVERS_CHARACTERS } from './server-targets';

export const REFUSAL_CODES = [
  'full',
  'protocol',
  'profile',
  'flood',
  'invite',
  'waiting',
  'kicked',
  'banned',
  'locked',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Of the sentence that comes with a refusal. */
const REASON_MAX_CHARACTERS = 300;
const GAME_NAME_CHARACTERS = 24;
const GAME_NAME = /^[a-z-]{0,24}$/;

const id = int32From(1);
// What a client says is refused with a sentence where it is wrong; what the server says is right, or it is not the server.
const shownName = text(bytesFor(NAME_MAX_CHARACTERS), (name) => isClean(name) && !validateName(name));
const shownColour = text(COLOUR_CHARACTERS, (colour) => !validateColour(colour));
const shownLine = text(bytesFor(SAY_MAX_CHARACTERS), (line) => isClean(line) && !validateChatLine(line));
const shownX = float32From(0, YARD_MAX_WIDTH_PX);
const shownY = float32From(0, YARD_MAX_HEIGHT_PX);
// It is printed in terminals too: nothing in it moves a cursor.
const sentence = text(
  bytesFor(REASON_MAX_CHARACTERS),
  (reason) => reason.length <= REASON_MAX_CHARACTERS && isClean(reason),
);

/** From the server to a client. */
export const SERVER_TABLE = new MessageTable({
  '/yard': {
    meaning:
      "your id, and the yard's name, protocol, width and height in pixels (2400 x 1600, or as large as its host made it): the answer to your first message, and once a second; the id of a spectator is 0",
    fields: {
      id: int32From(0),
      name: shownName,
      protocol: int32From(0),
      widthPx: int32From(1, YARD_MAX_WIDTH_PX),
      heightPx: int32From(1, YARD_MAX_HEIGHT_PX),
    },
  },
  '/your/profile': {
    meaning:
      'as whom you are shown, which is you alone: right after `/yard`, on change, and after each `/yard` while it differs from the profile that you sent',
    fields: { name: shownName, colour: shownColour },
  },
  '/player/profile': {
    meaning: 'who another player is: on arrival, on change, to you when you are new, and every 5 s',
    fields: { id, name: shownName, colour: shownColour },
  },
  '/motions': {
    meaning: 'where players were and how they moved, as players with a profile are told it (below)',
    fields: { records: blob },
  },
  '/player/position': {
    meaning: 'where another player is by now, as guests are told it, again and again while it moves',
    fields: { id, x: shownX, y: shownY },
  },
  '/roster': {
    meaning:
      'in a yard of more than 128, once a second: how many players there are, and the sum of the CRC-32 of all their `/player/profile` (below)',
    fields: { players: int32From(0), sum: int32 },
  },
  '/player/said': {
    meaning: "another player's line of chat, or the host's to all, of id 0",
    fields: { id: int32From(0), text: shownLine },
  },
  '/mark': { meaning: "somebody's mark for a recording", fields: { text: shownLine } },
  '/recorded': {
    meaning:
      'whether what happens in the yard is recorded, 1 or 0: on change, to newcomers, and while it is recorded every 2 s (below)',
    fields: { recorded: int32From(0, 1) },
  },
  '/player/left': {
    meaning:
      'who is gone; when the yard closes you are told this of everybody, yourself included: a spectator of id 0',
    fields: { id: int32From(0) },
  },
  '/pong': { meaning: 'the n of your `/ping`', fields: { n: int32 } },
  '/corrected': {
    meaning:
      'your position was not possible, or when you came somebody stood there; this is where you are for the others',
    fields: { x: shownX, y: shownY },
  },
  '/moved': {
    meaning:
      'the yard is at another address from now on, where you come back with your key as who you are: the address (`tcp://HOST:PORT`), the key of a secured yard and a ticket, each empty where there is none (below)',
    fields: {
      server: text(ADDRESS_CHARACTERS, isWholeAddress),
      key: keyOrNone,
      ticket: ticketOrNone,
    },
  },
  '/servers': {
    meaning:
      'of a yard on several servers (below): where they are, divided by blanks, `tcp://HOST:PORT` or of a secured yard `tcp://HOST:PORT?key=KEY`, this one first and then up to 15 others by rising load; soon after your arrival, every 5 s, and behind a `/refused` `full`',
    fields: { servers: text(SERVERS_CHARACTERS, lookLikeServers) },
  },
  '/offer': {
    meaning:
      'the host, whose id it is, asks whether your program holds this yard from now on (below): answered with `/successor`; once it would, the same with who is in the yard, as JSON; with id 0 it is asked no more',
    fields: { n: int32From(1), id: int32From(0), state: text(STATE_MAX_BYTES) },
  },
  '/game': {
    meaning:
      'which game is played and how it stands (below): its name and phase, which round, in how many ms the phase ends (0: it does not by itself), and a number that is another one for each game that was begun; on change, to newcomers, and every 2 s',
    fields: {
      name: text(GAME_NAME_CHARACTERS, (name) => GAME_NAME.test(name)),
      phase: oneOf(GAME_PHASES),
      round: int32From(0),
      endsInMs: int32From(0),
      n: int32From(0),
    },
  },
  '/game/players': {
    meaning: 'what players are in the game, and their scores (below): who changed at once, all every 2 s',
    fields: { records: blob },
  },
  '/things': {
    meaning:
      'where ducks, the ball and what else there is were, and how they moved (below): what changed at once, all every 2 s',
    fields: { records: blob },
  },
  '/refused': {
    meaning: 'why something you did has no effect: a code (below), and a sentence for a person',
    fields: { code: oneOf(REFUSAL_CODES), reason: sentence },
  },
});

function isClean(text: string): boolean {
  return text === cleanText(text);
}
