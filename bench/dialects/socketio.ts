/** Socket.IO 4 over its WebSocket transport: Engine.IO protocol 4, Socket.IO protocol 5. */
import { webSocket } from '../framing/websocket';
import type { UpdateSink } from '../load/update-sink';
import type { Client, Dialect } from './dialect';

/** Engine.IO's packet types, and Socket.IO's behind a `4`, are characters. */
const OPEN = '0';
const PING = '2';
const PONG = Buffer.from('3');
const CONNECT = '40';
const EVENT = '42["position",';
const framing = webSocket('/socket.io/?EIO=4&transport=websocket', 'text');

export class SocketIoDialect implements Dialect {
  private readonly sink: UpdateSink;

  constructor(sink: UpdateSink) {
    this.sink = sink;
  }

  framing = () => framing;

  open(): void {
    // The server speaks first.
  }

  receive(client: Client, bytes: Buffer, start: number, end: number, nowMs: number): void {
    // Nearly all of it are events: nothing else starts with 42.
    if (bytes[start] === 0x34 && bytes[start + 1] === 0x32) {
      if (!this.sink.isSampled(client.index)) {
        this.sink.countUpdates(1);
        return;
      }
      const [walker, x, y] = bytes
        .toString('latin1', start + EVENT.length, end - 1)
        .split(',')
        .map(Number);
      this.sink.addUpdate(client.index, walker ?? NaN, x ?? NaN, y ?? NaN, nowMs);
      return;
    }
    const text = bytes.toString('latin1', start, end);
    if (text.startsWith(OPEN)) client.send(Buffer.from(CONNECT));
    else if (text.startsWith(CONNECT)) client.joined();
    else if (text === PING) client.send(PONG);
  }

  position({ index }: Client, x: number, y: number): Buffer {
    return Buffer.from(`${EVENT}${index},${x},${y}]`);
  }
}
