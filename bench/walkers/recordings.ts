/** What came to the clients that are looked at, to be drawn when all is over: while it is measured it may cost little. */
import type { UpdateSink } from '../load/update-sink';

/** So many clients are looked at, evenly chosen: each of them has to be drawn for. */
const SAMPLED_CLIENTS = 16;

/** A position of a walker, and when it came. */
export interface ReceivedPosition {
  receivedMs: number;
  walker: number;
  x: number;
  y: number;
}

/** A bundle of Zeroyard's, as its bytes came. */
export interface ReceivedBundle {
  receivedMs: number;
  bytes: Uint8Array;
}

export class Recordings implements UpdateSink {
  corrected = 0;
  /** The clients that are looked at. */
  readonly sampled: readonly number[];
  readonly positions = new Map<number, ReceivedPosition[]>();
  readonly bundles = new Map<number, ReceivedBundle[]>();

  constructor(players: number) {
    const stride = Math.ceil(players / SAMPLED_CLIENTS);
    this.sampled = Array.from({ length: Math.ceil(players / stride) }, (_, row) => row * stride);
    for (const client of this.sampled) {
      this.positions.set(client, []);
      this.bundles.set(client, []);
    }
  }

  isSampled(client: number): boolean {
    return this.positions.has(client);
  }

  countUpdates(): void {
    // What counts here is what is drawn.
  }

  addUpdate(client: number, walker: number, x: number, y: number, receivedMs: number): void {
    this.positions.get(client)?.push({ receivedMs, walker, x, y });
  }

  addBundle(client: number, bytes: Uint8Array, receivedMs: number): void {
    this.bundles.get(client)?.push({ receivedMs, bytes: Uint8Array.from(bytes) });
  }
}
