/** The codec of a foreign packet on its way to other servers: any bytes, which the table's fields do not take. */
import { MESSAGE_MAX_BYTES } from '../../shared/config';
import { addressOf, packMessage } from '../../shared/protocol/osc';
import { unpackMessage } from '../../shared/protocol/osc-reader';
import { decodeClientMessage, decodeServerMessage } from '../../shared/protocol/messages';
import { isBundle, messagesOf } from '../../shared/protocol/bundles';

const ADDRESS = '/cluster/relayed';

export function encodeRelayed(packet: Uint8Array): Uint8Array {
  return packMessage(ADDRESS, 'b', [packet]);
}

export function isRelayed(bytes: Uint8Array): boolean {
  return addressOf(bytes, ADDRESS.length + 1) === ADDRESS;
}

/**
 * The packet; undefined where it is malformed, or holds what a client of ours could take for a server's message or for its own,
 * but for a mark for a recording, and for the word that there is one.
 */
export function decodeRelayed(bytes: Uint8Array): Uint8Array | undefined {
  const message = unpackMessage(bytes);
  const [packet] = message?.args ?? [];
  if (message?.types !== 'b' || !(packet instanceof Uint8Array)) return undefined;
  return packet.length > 0 && packet.length <= MESSAGE_MAX_BYTES && mayPass(packet) ? packet : undefined;
}

function mayPass(packet: Uint8Array): boolean {
  if (isOfRecordings(packet)) return true;
  const messages = isBundle(packet) ? messagesOf(packet) : [packet];
  return messages !== undefined && messages.every((bytes) => decodeClientMessage(bytes) === 'foreign');
}

/** What a server has everybody told, wherever they are: no client of ours takes it for more than it is. */
function isOfRecordings(packet: Uint8Array): boolean {
  const message = decodeServerMessage(packet);
  return typeof message === 'object' && (message.address === '/mark' || message.address === '/recorded');
}
