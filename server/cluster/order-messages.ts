/** What one server's host asks of another server of the yard, and whom that one has waiting: rows for the servers' own table. */
import { NAME_MAX_CHARACTERS } from '../../shared/config';
import { cleanText, validateColour, validateName } from '../../shared/profile';
import { bytesFor, int32From, oneOf, text } from '../../shared/protocol/fields';
import { MessageTable, type MessageOf, type Specs } from '../../shared/protocol/message-table';

/** What is asked of a player's own server, by the player's id; of who waits, by its number there. */
export const ORDERS = ['kick', 'ban', 'mute', 'unmute', 'admit', 'reject', 'reject for good'] as const;
export type Order = (typeof ORDERS)[number];

/** Of the line that answers an order: a name, an identity and a sentence. */
export const ANSWER_MAX_CHARACTERS = 500;
/** As in sentences of our own (isolated()), which isolate names: what else is invisible is in none. */
const ISOLATES = /[\u2068\u2069]/g;

const COLOUR_CHARACTERS = 7;
const number = int32From(1);
const isClean = (line: string): boolean => line === cleanText(line);
const shownName = text(bytesFor(NAME_MAX_CHARACTERS), (name) => isClean(name) && !validateName(name));
const shownColour = text(COLOUR_CHARACTERS, (colour) => colour === '' || !validateColour(colour));
const sentence = text(
  bytesFor(ANSWER_MAX_CHARACTERS),
  (line) => line.length <= ANSWER_MAX_CHARACTERS && isClean(line.replace(ISOLATES, '')),
);

export const ORDER_SPECS = {
  '/order': {
    meaning:
      'to one server: what a host asks of it (a word of its console), about one of its players or of who waits there; with a number by which it is answered',
    fields: { n: number, order: oneOf(ORDERS), id: number },
  },
  '/order/answer': {
    meaning: 'back to it: whether that could be done (1, or 0), and the line that says so',
    fields: { n: number, isDone: int32From(0, 1), text: sentence },
  },
  '/waiting': {
    meaning:
      'to all: somebody waits at this server to be let in, under this number; on arrival, on change, and every 2 s',
    fields: { number, name: shownName, colour: shownColour },
  },
  '/waiting/gone': { meaning: 'to all: nobody waits under this number any more', fields: { number } },
} as const satisfies Specs;

export const ORDER_TABLE = new MessageTable(ORDER_SPECS);
export type OrderMessage = MessageOf<typeof ORDER_SPECS>;
export type OrderRequest = Extract<OrderMessage, { address: '/order' }>;
