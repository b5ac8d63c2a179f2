/**
 * What crosses the WebSocket between a page and the web shell: one message of the bridge a frame. Motions, which are nearly
 * all of the traffic, cross in binary; everything else as JSON, in a text frame.
 *
 *   page → shell   /motion    x 4 | y 4 | vx 4 | vy 4
 *   shell → page   /motions   sentMs 8 | the records of the protocol (shared/protocol/motions.ts)
 *
 * All numbers are big-endian, as in the protocol: float32 in yard pixels and pixels a second, a float64 time.
 */
import { readFromRenderer, type FromRenderer, type YardMessage, type ToRenderer } from '../shared/bridge';
import { emptyMotions, RECORD_BYTES, readRecords, recordAt, writeRecord } from '../shared/protocol/motions';

/** A text frame, or the bytes of a binary one. */
export type WebSocketFrame = string | Uint8Array<ArrayBuffer>;

type MotionsMessage = Extract<YardMessage, { address: '/motions' }>;

const MOTION_BYTES = 16;
/** Before the records of a /motions: when the server sent it. */
const TIME_BYTES = 8;

export function encodeFromRenderer(message: FromRenderer): WebSocketFrame {
  if (message.address !== '/motion') return JSON.stringify(message);
  const bytes = new Uint8Array(MOTION_BYTES);
  const view = new DataView(bytes.buffer);
  [message.x, message.y, message.vx, message.vy].forEach((value, i) => view.setFloat32(4 * i, value));
  return bytes;
}

/** Reads what came from a page, which anybody may have written; undefined for anything that is no message of one. */
export function decodeFromRenderer(frame: string | Uint8Array): FromRenderer | undefined {
  if (typeof frame === 'string') return readFromRenderer(parse(frame));
  if (frame.length !== MOTION_BYTES) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset);
  const [x, y, vx, vy] = [0, 4, 8, 12].map((offset) => view.getFloat32(offset));
  return readFromRenderer({ address: '/motion', x, y, vx, vy });
}

/** The frames of one message: of a batch several, since motions cross by themselves. */
export function encodeToRenderer(message: ToRenderer): WebSocketFrame[] {
  if (message.address === '/motions') return [encodeMotions(message)];
  if (message.address !== 'batch') return [JSON.stringify(message)];
  const frames: WebSocketFrame[] = [];
  let told: YardMessage[] = [];
  const endBatch = (): void => {
    if (told.length > 0) frames.push(JSON.stringify({ address: 'batch', messages: told }));
    told = [];
  };
  for (const one of message.messages) {
    if (one.address !== '/motions') {
      told.push(one);
      continue;
    }
    endBatch();
    frames.push(encodeMotions(one));
  }
  endBatch();
  return frames;
}

/** Reads what our own shell sent, and trusts it. */
export function decodeToRenderer(frame: string | ArrayBuffer): ToRenderer {
  return typeof frame === 'string' ? (JSON.parse(frame) as ToRenderer) : decodeMotions(frame);
}

function encodeMotions(message: MotionsMessage): Uint8Array<ArrayBuffer> {
  const { sentMs, ids } = message;
  const bytes = new Uint8Array(TIME_BYTES + ids.length * RECORD_BYTES);
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, sentMs);
  for (let i = 0; i < ids.length; i++)
    writeRecord(view, TIME_BYTES + i * RECORD_BYTES, recordAt(message, i, sentMs), sentMs);
  return bytes;
}

function decodeMotions(buffer: ArrayBuffer): MotionsMessage {
  const view = new DataView(buffer);
  const motions = readRecords(view, TIME_BYTES) ?? emptyMotions(0);
  return { address: '/motions', sentMs: view.getFloat64(0), ...motions };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
