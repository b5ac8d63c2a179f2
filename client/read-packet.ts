import { PACKET_MAX_MESSAGES } from '../shared/config';
import { messagesOf, timeTagOf } from '../shared/protocol/bundles';
import { decodeServerMessage, type ServerMessage } from '../shared/protocol/messages';

/** What came in one packet. */
export interface ReadPacket {
  /** The server's, in order. */
  messages: ServerMessage[];
  /** When the server sent them, in milliseconds since 1970; undefined when it does not say so. */
  sentMs: number | undefined;
  /** How many messages are none of the server's: other peers' own, and broken ones. */
  ignored: { foreign: number; malformed: number };
}

/**
 * Reads what came from the server's side. A time tag counts only beside its messages, or beside nothing, since it relays no
 * empty bundles: what others had relayed may bear any.
 */
export function readPacket(packet: Uint8Array): ReadPacket {
  const messages: ServerMessage[] = [];
  const ignored = { foreign: 0, malformed: 0 };
  const packed = messagesOf(packet, PACKET_MAX_MESSAGES);
  if (!packed) ignored.malformed++;
  for (const bytes of packed ?? []) {
    const message = decodeServerMessage(bytes);
    if (typeof message === 'string') ignored[message]++;
    else messages.push(message);
  }
  const isServers = messages.length > 0 || packed?.length === 0;
  return { messages, sentMs: isServers ? timeTagOf(packet) : undefined, ignored };
}
