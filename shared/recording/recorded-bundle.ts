/**
 * What a bundle of a recording says. A snapshot begins with `/yard` and `/recording`: from there on a recording can be read
 * without what is before it, and the first one begins the file. Deterministic: no I/O, no clock.
 */
import { elementBytes, messagesOf, timeTagOf, writeElement } from '../protocol/bundles';
import { int32From, text } from '../protocol/fields';
import { MessageTable } from '../protocol/message-table';
import { decodeServerMessage, type ServerMessage } from '../protocol/messages';

export const RECORDING_VERSION = 1;
/** `2026-11-27T19:00:00.000Z`, with room for a zone. */
const START_CHARACTERS = 40;
/** No flush holds nearly as many. */
const MESSAGES_MAX = 100_000;
const BUNDLE_HEAD_BYTES = 16;

/** What stands in recordings besides what players are told. */
export const RECORDING_TABLE = new MessageTable({
  '/recording': {
    meaning:
      'a snapshot follows: the version of the form of this recording (1), and when it began, by RFC 3339',
    fields: {
      version: int32From(1),
      start: text(START_CHARACTERS, (start) => Number.isFinite(Date.parse(start))),
    },
  },
});

/** A packet that was relayed between other programs. */
export interface ForeignMessage {
  address: 'foreign';
  packet: Uint8Array;
}

export type RecordedMessage = ServerMessage | ForeignMessage;

/** What was told at one moment. */
export interface RecordedBundle {
  /** When it was told, in milliseconds since 1970 on the server's clock. */
  atMs: number;
  /** At which byte of the recording it begins. */
  offset: number;
  /** Whether it holds everybody: who is not in it is not there. */
  isSnapshot: boolean;
  messages: readonly RecordedMessage[];
}

/** The bundle of a snapshot: that which begins with `/yard`, with `/recording` behind that. @param startMs when the recording began */
export function snapshotBundle(told: Uint8Array, startMs: number): Uint8Array {
  const start = new Date(startMs).toISOString();
  const mark = RECORDING_TABLE.encode({ address: '/recording', version: RECORDING_VERSION, start });
  const [yard] = messagesOf(told) ?? [];
  if (!yard) throw new RangeError('A snapshot begins with /yard.');
  const markAt = BUNDLE_HEAD_BYTES + elementBytes(yard);
  const bundle = new Uint8Array(told.length + elementBytes(mark));
  bundle.set(told.subarray(0, markAt));
  bundle.set(told.subarray(markAt), writeElement(mark, bundle, markAt));
  return bundle;
}

/** Whether a bundle is a snapshot, without reading more of it than it has to. */
export function isSnapshot(bundle: Uint8Array): boolean {
  const [yard, mark] = messagesOf(bundle, MESSAGES_MAX) ?? [];
  return (
    yard !== undefined && mark !== undefined && isYard(yard) && RECORDING_TABLE.addressOf(mark) !== undefined
  );
}

/** Reads a bundle; a sentence for a person, without its end, when it cannot be read. */
export function readBundle(bundle: Uint8Array, offset: number): RecordedBundle | string {
  const atMs = timeTagOf(bundle);
  const packets = messagesOf(bundle, MESSAGES_MAX);
  if (atMs === undefined || !packets) return 'there is a bundle that cannot be taken apart';
  const messages: RecordedMessage[] = [];
  let isSnapshot = false;
  for (const [i, packet] of packets.entries()) {
    // Anywhere else it is a packet that was relayed.
    const mark = i === 1 && messages[0]?.address === '/yard' ? RECORDING_TABLE.decode(packet) : 'foreign';
    if (mark !== 'foreign' && mark !== 'malformed') {
      if (mark.version > RECORDING_VERSION)
        return `the recording is of version ${mark.version}, and this program reads up to ${RECORDING_VERSION}: update it`;
      isSnapshot = true;
      continue;
    }
    const message = mark === 'malformed' ? mark : decodeServerMessage(packet);
    if (message === 'malformed') return 'there is a message that cannot be read';
    messages.push(message === 'foreign' ? { address: 'foreign', packet } : message);
  }
  return { atMs, offset, isSnapshot, messages };
}

function isYard(packet: Uint8Array): boolean {
  const message = decodeServerMessage(packet);
  return typeof message === 'object' && message.address === '/yard';
}
