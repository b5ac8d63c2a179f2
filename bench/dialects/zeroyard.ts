/** Zeroyard's own wire (docs/protocol.md), as the game's player speaks it: with a ping a second and a profile every 5 s. */
import type { Framing } from '../framing/framing';
import { zmtp } from '../framing/zmtp';
import type { UpdateSink } from '../load/update-sink';
import {
  encodeClientMessage,
  MOTIONS_HEADER_BYTES,
  PROFILE_INTERVAL_MS,
  PROTOCOL_VERSION,
  RECORD_BYTES,
} from '../product';
import type { Client, Dialect } from './dialect';

const BUNDLE_HEADER_BYTES = 16;
const IDS = 1 << 20;
/** Its coordinates are written anew for each. */
const POSITION = Buffer.from(encodeClientMessage({ address: '/position', x: 0, y: 0 }));
const PING = Buffer.from(encodeClientMessage({ address: '/ping', n: 0 }));
/** The first four characters of the addresses that count: these differ from each other and from the rest. */
const [MOTIONS, YARD, CORRECTED, REFUSED] = ['/mot', '/yar', '/cor', '/ref'].map((start) =>
  Buffer.from(start).readUInt32BE(),
);

export class ZeroyardDialect implements Dialect {
  readonly framing: () => Framing;
  private readonly sink: UpdateSink;
  private readonly walkerOfId = new Int32Array(IDS).fill(-1);
  private readonly seconds: number[] = [];

  /** @param framing that of a connection */
  constructor(sink: UpdateSink, framing: () => Framing = () => zmtp) {
    this.sink = sink;
    this.framing = framing;
  }

  open(client: Client): void {
    client.send(profile(client));
  }

  /** A player is sent bundles only: 16 bytes, then each message after its size. */
  receive(client: Client, bytes: Buffer, start: number, end: number, nowMs: number): void {
    let at = start + BUNDLE_HEADER_BYTES;
    while (at + 12 <= end) {
      const size = bytes.readInt32BE(at);
      const message = at + 4;
      at = message + size;
      switch (bytes.readUInt32BE(message)) {
        case MOTIONS:
          this.motions(client, bytes, message + MOTIONS_HEADER_BYTES, message + size, nowMs);
          break;
        case YARD:
          this.entered(client, bytes.readInt32BE(message + 16));
          break;
        case CORRECTED:
          this.sink.corrected++;
          break;
        case REFUSED:
          throw new Error(
            `The server refused a client: ${bytes.toString('latin1', message + 16, message + size)}`,
          );
      }
    }
  }

  position(_: Client, x: number, y: number): Buffer {
    POSITION.writeFloatBE(x, POSITION.length - 8);
    POSITION.writeFloatBE(y, POSITION.length - 4);
    return POSITION;
  }

  everySecond(client: Client): void {
    const second = (this.seconds[client.index] = (this.seconds[client.index] ?? 0) + 1);
    const ping = Buffer.from(PING);
    ping.writeInt32BE(second, ping.length - 4);
    client.send(ping);
    if (second % (PROFILE_INTERVAL_MS / 1000) === 0) client.send(profile(client));
  }

  /** The walker with this id; -1 for none. */
  walkerOf(id: number): number {
    return this.walkerOfId[id] ?? -1;
  }

  protected entered(client: Client, id: number): void {
    this.walkerOfId[id] = client.index;
    client.joined();
  }

  protected motions(client: Client, bytes: Buffer, start: number, end: number, nowMs: number): void {
    if (!this.sink.isSampled(client.index)) {
      this.sink.countUpdates((end - start) / RECORD_BYTES);
      return;
    }
    for (let at = start; at < end; at += RECORD_BYTES) {
      const walker = this.walkerOf(bytes.readInt32BE(at));
      this.sink.addUpdate(client.index, walker, bytes.readFloatBE(at + 4), bytes.readFloatBE(at + 8), nowMs);
    }
  }
}

function profile({ index }: Client): Buffer {
  const message = {
    address: '/profile',
    protocol: PROTOCOL_VERSION,
    name: `Walker ${index}`,
    colour: '#e69f00',
  } as const;
  return Buffer.from(encodeClientMessage(message));
}
