import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { performance } from 'node:perf_hooks';
import { BEACON_INTERVAL_MS, BEACON_PORT, PROTOCOL_VERSION } from '../shared/config';
import { decodeBeacon, encodeBeacon, type FoundYard } from '../shared/discovery';
import { FoundYards } from './found-yards';

export interface YardFinderEvents {
  /** Whenever something about the yards is new. */
  onChange(yards: FoundYard[]): void;
  /** No yard can be heard; `sentence` says why. */
  onFault(sentence: string): void;
}

/**
 * Listens for the yards that announce themselves. It sends nothing to a network before it hears a yard there: beacons
 * come every second anyway. Then it asks that one alone, to learn the round trip.
 */
export class YardFinder {
  /** Datagrams that were no beacon. */
  dropped = 0;
  private readonly events: YardFinderEvents;
  private readonly yards = new FoundYards();
  /** Shares the port with other games on this machine. */
  private readonly ear = createSocket({ type: 'udp4', reuseAddr: true });
  /** Asks, and hears its own answers. */
  private readonly voice = createSocket('udp4');
  private readonly timer: NodeJS.Timeout;
  private askedMs = 0;
  private told = '[]';

  /** Listens until close(). */
  constructor(events: YardFinderEvents) {
    this.events = events;
    this.ear.on('error', (error) =>
      events.onFault(`Yards on the network cannot be found: ${error.message}.`),
    );
    this.voice.on('error', () => undefined);
    this.ear.on('message', (bytes, from) => this.hear(bytes, from));
    this.voice.on('message', (bytes, from) => {
      this.hear(bytes, from);
      this.yards.heardAnswer(from, performance.now() - this.askedMs);
      this.tell();
    });
    this.ear.bind(BEACON_PORT);
    this.timer = setInterval(() => this.ask(), BEACON_INTERVAL_MS);
  }

  close(): void {
    clearInterval(this.timer);
    close(this.ear);
    close(this.voice);
  }

  private hear(bytes: Uint8Array, from: RemoteInfo): void {
    const beacon = decodeBeacon(bytes);
    if (!beacon) {
      this.dropped++;
      return;
    }
    const known = this.yards.sources().length;
    this.yards.hear(beacon, { address: from.address, port: from.port }, performance.now());
    this.tell();
    if (this.yards.sources().length > known) this.ask();
  }

  private ask(): void {
    this.yards.expire(performance.now());
    this.tell();
    this.askedMs = performance.now();
    const question = encodeBeacon({ address: '/yard/where', protocol: PROTOCOL_VERSION });
    for (const { address, port } of this.yards.sources())
      this.voice.send(question, port, address, () => undefined);
  }

  private tell(): void {
    const yards = this.yards.list();
    // Compared as they are shown: round trips differ a little each time.
    const shown = JSON.stringify(
      yards.map((yard) => ({ ...yard, roundTripMs: yard.roundTripMs && Math.round(yard.roundTripMs) })),
    );
    if (shown === this.told) return;
    this.told = shown;
    this.events.onChange(yards);
  }
}

function close(socket: Socket): void {
  try {
    socket.close();
  } catch {
    // It could not be bound, and closed itself.
  }
}
