import { isKey, isTicket, KEY_CHARACTERS, TICKET_CHARACTERS } from '../keys';
import { text } from './fields';

/** What clients and servers say in the same way. */
export const COLOUR_CHARACTERS = 7;
export const keyOrNone = text(KEY_CHARACTERS, (key) => key === '' || isKey(key));
export const ticketOrNone = text(TICKET_CHARACTERS, (ticket) => ticket === '' || isTicket(ticket));
