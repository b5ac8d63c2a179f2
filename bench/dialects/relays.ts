/** The plain relays, which pass on what they are sent: naive ones on ZeroMQ, and `ws`. */
import type { Framing } from '../framing/framing';
import { webSocket } from '../framing/websocket';
import { zmtp } from '../framing/zmtp';
import type { UpdateSink } from '../load/update-sink';
import type { Client, Dialect } from './dialect';
import { encodeRecord, RECORD_BYTES, readRecord } from './record';

class RelayDialect implements Dialect {
  readonly framing: () => Framing;
  private readonly sink: UpdateSink;

  constructor(sink: UpdateSink, framing: Framing) {
    this.sink = sink;
    this.framing = () => framing;
  }

  /** A relay knows only who has spoken: an empty record makes it so. */
  open(client: Client): void {
    client.send(Buffer.alloc(1));
    client.joined();
  }

  receive(client: Client, bytes: Buffer, start: number, end: number, nowMs: number): void {
    if (end - start === RECORD_BYTES) readRecord(this.sink, client, bytes, start, nowMs);
  }

  position = encodeRecord;
}

export const zeromqDialect = (sink: UpdateSink): Dialect => new RelayDialect(sink, zmtp);
export const wsDialect = (sink: UpdateSink): Dialect => new RelayDialect(sink, webSocket('/', 'binary'));
