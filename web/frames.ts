/**
 * What crosses the WebSocket between a page and the web shell: one message of the bridge a frame. Positions, which are
 * nearly all of the traffic, cross in binary; everything else as JSON, in a text frame.
 *
 *   page → shell   /position     x 4 | y 4
 *   shell → page   /positions    sentMs 8 | id 4 | x 4 | y 4 | id 4 | x 4 | y 4 | …, for each that moved since the last flush
 *
 * All numbers are big-endian, as in the protocol: int32 ids, float32 coordinates in yard pixels, a float64 time.
 */
import { readFromRenderer, type FromRenderer, type YardMessage, type ToRenderer } from '../shared/bridge';
import { RECORD_BYTES } from '../shared/protocol/positions';

/** A text frame, or the bytes of a binary one. */
export type WebSocketFrame = string | Uint8Array<ArrayBuffer>;

type PositionsMessage = Extract<YardMessage, { address: '/positions' }>;

const POSITION_BYTES = 8;
/** Before the records of a /positions: when the server sent it. */
const TIME_BYTES = 8;

export function encodeFromRenderer(message: FromRenderer): WebSocketFrame {
  if (message.address !== '/position') return JSON.stringify(message);
  const bytes = new Uint8Array(POSITION_BYTES);
  const view = new DataView(bytes.buffer);
  view.setFloat32(0, message.x);
  view.setFloat32(4, message.y);
  return bytes;
}

/** Reads what came from a page, which anybody may have written; undefined for anything that is no message of one. */
export function decodeFromRenderer(frame: string | Uint8Array): FromRenderer | undefined {
  if (typeof frame === 'string') return readFromRenderer(parse(frame));
  if (frame.length !== POSITION_BYTES) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset);
  return readFromRenderer({ address: '/position', x: view.getFloat32(0), y: view.getFloat32(4) });
}

/** The frames of one message: of a batch several, since positions cross by themselves. */
export function encodeToRenderer(message: ToRenderer): WebSocketFrame[] {
  if (message.address === '/positions') return [encodePositions(message)];
  if (message.address !== 'batch') return [JSON.stringify(message)];
  const frames: WebSocketFrame[] = [];
  let told: YardMessage[] = [];
  const endBatch = (): void => {
    if (told.length > 0) frames.push(JSON.stringify({ address: 'batch', messages: told }));
    told = [];
  };
  for (const one of message.messages) {
    if (one.address !== '/positions') {
      told.push(one);
      continue;
    }
    endBatch();
    frames.push(encodePositions(one));
  }
  endBatch();
  return frames;
}

/** Reads what our own shell sent, and trusts it. */
export function decodeToRenderer(frame: string | ArrayBuffer): ToRenderer {
  return typeof frame === 'string' ? (JSON.parse(frame) as ToRenderer) : decodePositions(frame);
}

function encodePositions({ sentMs, ids, xs, ys }: PositionsMessage): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(TIME_BYTES + ids.length * RECORD_BYTES);
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, sentMs);
  for (let i = 0, offset = TIME_BYTES; i < ids.length; i++, offset += RECORD_BYTES) {
    view.setInt32(offset, ids[i] ?? 0);
    view.setFloat32(offset + 4, xs[i] ?? 0);
    view.setFloat32(offset + 8, ys[i] ?? 0);
  }
  return bytes;
}

function decodePositions(buffer: ArrayBuffer): PositionsMessage {
  const view = new DataView(buffer);
  const count = Math.floor((view.byteLength - TIME_BYTES) / RECORD_BYTES);
  const positions = { ids: new Int32Array(count), xs: new Float32Array(count), ys: new Float32Array(count) };
  for (let i = 0, offset = TIME_BYTES; i < count; i++, offset += RECORD_BYTES) {
    positions.ids[i] = view.getInt32(offset);
    positions.xs[i] = view.getFloat32(offset + 4);
    positions.ys[i] = view.getFloat32(offset + 8);
  }
  return { address: '/positions', sentMs: view.getFloat64(0), ...positions };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
