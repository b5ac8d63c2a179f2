/**
 * Colyseus 0.18: a seat over HTTP, then a WebSocket on which the room's state comes once in full and then as patches, in
 * the encoding of @colyseus/schema 5. This reads no more of it than peers/colyseus.mjs uses: a map of players, each with
 * the fields id, x and y.
 */
import { webSocket } from '../framing/websocket';
import type { UpdateSink } from '../load/update-sink';
import type { Client, Dialect } from './dialect';

const JOIN_ROOM = 10;
const ROOM_DATA = 13;
const ROOM_STATE = 14;
const ROOM_STATE_PATCH = 15;

/** What follows is of the object with the id behind it. */
const SWITCH_TO_OBJECT = 255;
const TYPE_ID = 213;
const ADD = 128;
const DELETE = 64;
const YARD_OBJECT = 0;
const FIELD_MASK = 63;
const FIELD = { x: 1, y: 2 } as const;
const FIELD_BYTES = 4;
/** Clients read at different times: one may still be at an earlier patch. */
const PATCHES_KEPT = 4;

export class ColyseusDialect implements Dialect {
  private readonly sink: UpdateSink;
  private readonly port: number;
  private readonly walkerOfSession = new Map<string, number>();
  private readonly walkerOfObject: number[] = [];
  private patches: { bytes: Buffer; walkers: ReadonlySet<number> }[] = [];
  /** A patch has only what changed. The last position that each client got, by client and then by walker. */
  private readonly places: { xs: number[]; ys: number[] }[] = [];

  constructor(sink: UpdateSink, port: number) {
    this.sink = sink;
    this.port = port;
  }

  async framing(index: number) {
    const response = await fetch(`http://127.0.0.1:${this.port}/matchmake/joinOrCreate/yard`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: index }),
    });
    const seat = (await response.json()) as { processId: string; roomId: string; sessionId: string };
    this.walkerOfSession.set(seat.sessionId, index);
    return webSocket(`/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`, 'binary');
  }

  open(client: Client): void {
    this.places[client.index] = { xs: [], ys: [] };
  }

  receive(client: Client, bytes: Buffer, start: number, end: number, nowMs: number): void {
    const code = bytes[start];
    if (code === JOIN_ROOM) client.send(Buffer.from([JOIN_ROOM]));
    else if (code === ROOM_STATE) {
      this.read(client, new Reader(bytes, start + 1, end), nowMs);
      client.joined();
    } else if (code === ROOM_STATE_PATCH) this.readPatch(client, bytes, start + 1, end, nowMs);
  }

  /** `room.send('position', {x, y})` of its client: the type, and MessagePack. */
  position(_: Client, x: number, y: number): Buffer {
    const message = Buffer.from(
      `${String.fromCharCode(ROOM_DATA)}\xa8position\x82\xa1x\xcb\0\0\0\0\0\0\0\0\xa1y\xcb\0\0\0\0\0\0\0\0`,
      'latin1',
    );
    message.writeDoubleBE(x, 14);
    message.writeDoubleBE(y, 25);
    return message;
  }

  /** All clients get the same patches: for those who only count, what was counted once is looked up. */
  private readPatch(client: Client, bytes: Buffer, start: number, end: number, nowMs: number): void {
    const known = this.patches.find((patch) => patch.bytes.compare(bytes, start, end) === 0);
    if (!known || this.sink.isSampled(client.index)) {
      const walkers = this.read(client, new Reader(bytes, start, end), nowMs);
      if (known) return;
      const patch = { bytes: Buffer.from(bytes.subarray(start, end)), walkers: new Set(walkers) };
      this.patches = [patch, ...this.patches.slice(0, PATCHES_KEPT - 1)];
    } else this.sink.countUpdates(known.walkers.size - (known.walkers.has(client.index) ? 1 : 0));
  }

  /** Returns the walkers whose positions were in it. */
  private read(client: Client, reader: Reader, nowMs: number): number[] {
    const walkers: number[] = [];
    let object = YARD_OBJECT;
    while (!reader.isAtEnd()) {
      if (reader.peek() === SWITCH_TO_OBJECT) {
        reader.byte();
        object = reader.number();
      }
      const walker = this.walkerOfObject[object];
      if (walker !== undefined) {
        this.readPlayer(client, walker, reader, nowMs);
        walkers.push(walker);
      } else if (object === YARD_OBJECT) {
        reader.byte();
        reader.number();
      } else this.readMapEntry(reader);
    }
    return walkers;
  }

  private readPlayer(client: Client, walker: number, reader: Reader, nowMs: number): void {
    const { xs, ys } = this.places[client.index] ?? { xs: [], ys: [] };
    while (!reader.isAtEnd() && reader.peek() !== SWITCH_TO_OBJECT) {
      const field = reader.byte() & FIELD_MASK;
      if (field === FIELD.x) xs[walker] = reader.float();
      else if (field === FIELD.y) ys[walker] = reader.float();
      // The field that is left is its id, which is known by the session.
      else reader.skip(FIELD_BYTES);
    }
    // Everybody is sent everything, also the own position: that is no update.
    if (walker !== client.index)
      this.sink.addUpdate(client.index, walker, xs[walker] ?? NaN, ys[walker] ?? NaN, nowMs);
  }

  private readMapEntry(reader: Reader): void {
    const operation = reader.byte();
    reader.number();
    if (operation === DELETE) return;
    const session = (operation & ADD) === ADD ? reader.string() : '';
    const object = reader.number();
    if (reader.peek() === TYPE_ID) {
      reader.byte();
      reader.number();
    }
    const walker = this.walkerOfSession.get(session);
    if (walker !== undefined) this.walkerOfObject[object] = walker;
  }
}

/** Reads the little-endian numbers and the strings of @colyseus/schema. */
class Reader {
  private readonly bytes: Buffer;
  private readonly end: number;
  private at: number;

  constructor(bytes: Buffer, start: number, end: number) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  isAtEnd(): boolean {
    return this.at >= this.end;
  }

  peek(): number {
    return this.at < this.end ? (this.bytes[this.at] ?? 0) : 0;
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  skip(bytes: number): void {
    this.at += bytes;
  }

  float(): number {
    this.at += 4;
    return this.bytes.readFloatLE(this.at - 4);
  }

  /** A whole number: one byte below 128, or one that says how many follow. */
  number(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    const size = { 0xcc: 1, 0xcd: 2, 0xce: 4 }[first];
    if (size === undefined) throw new Error(`A number of @colyseus/schema starts with ${first}.`);
    this.at += size;
    return this.bytes.readUIntLE(this.at - size, size);
  }

  /** Of at most 31 bytes, as the ids of sessions are. */
  string(): string {
    const size = this.byte() & 0x1f;
    this.at += size;
    return this.bytes.toString('latin1', this.at - size, this.at);
  }
}
