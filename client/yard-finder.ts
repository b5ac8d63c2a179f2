import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { performance } from 'node:perf_hooks';
import { BEACON_INTERVAL_MS, BEACON_PORT, PROTOCOL_VERSION } from '../shared/config';
import type { FoundYard } from '../shared/bridge';
import { decodeBeacon, encodeBeacon } from '../shared/protocol/beacons';
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
  private readonly listenSocket = createSocket({ type: 'udp4', reuseAddr: true });
  /** Asks, and hears its own answers. */
  private readonly querySocket = createSocket('udp4');
  private readonly timer: NodeJS.Timeout;
  private askedMs = 0;
  private notifiedJson = '[]';

  /** Listens until close(). */
  constructor(events: YardFinderEvents) {
    this.events = events;
    this.listenSocket.on('error', (error) =>
      events.onFault(`Yards on the network cannot be found: ${error.message}.`),
    );
    this.querySocket.on('error', () => undefined);
    this.listenSocket.on('message', (bytes, from) => this.receive(bytes, from));
    this.querySocket.on('message', (bytes, from) => {
      this.receive(bytes, from);
      this.yards.addRoundTrip(from, performance.now() - this.askedMs);
      this.notifyIfChanged();
    });
    this.listenSocket.bind(BEACON_PORT);
    this.timer = setInterval(() => this.ask(), BEACON_INTERVAL_MS);
  }

  close(): void {
    clearInterval(this.timer);
    close(this.listenSocket);
    close(this.querySocket);
  }

  private receive(bytes: Uint8Array, from: RemoteInfo): void {
    // A forged datagram may come from port 0, to which no question can be sent: Node would throw.
    const beacon = from.port === 0 ? undefined : decodeBeacon(bytes);
    if (!beacon) {
      this.dropped++;
      return;
    }
    const known = this.yards.sources().length;
    this.yards.addBeacon(beacon, { address: from.address, port: from.port }, performance.now());
    this.notifyIfChanged();
    if (this.yards.sources().length > known) this.ask();
  }

  private ask(): void {
    this.yards.expire(performance.now());
    this.notifyIfChanged();
    this.askedMs = performance.now();
    const question = encodeBeacon({ address: '/yard/where', protocol: PROTOCOL_VERSION });
    for (const { address, port } of this.yards.sources())
      this.querySocket.send(question, port, address, () => undefined);
  }

  private notifyIfChanged(): void {
    const yards = this.yards.list();
    // Compared as they are shown: round trips differ a little each time.
    const shown = JSON.stringify(
      yards.map((yard) => ({ ...yard, roundTripMs: yard.roundTripMs && Math.round(yard.roundTripMs) })),
    );
    if (shown === this.notifiedJson) return;
    this.notifiedJson = shown;
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
