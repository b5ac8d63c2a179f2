import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { performance } from 'node:perf_hooks';
import { BEACON_INTERVAL_MS, BEACON_PORT, PROTOCOL_VERSION } from '../shared/config';
import type { FoundYard } from '../shared/bridge';
import { decodeBeacon, encodeBeacon } from '../shared/protocol/beacons';
import { FoundYards } from './found-yards';
import { sharedNetwork } from './own-networks';

/** Between two questions, to whomever they go: a list full of strangers is asked within two seconds. */
const ASK_INTERVAL_MS = 25;
/** Between two notifications: nobody reads faster, however fast others announce. */
const NOTIFY_INTERVAL_MS = 250;
const QUESTION = encodeBeacon({ address: '/yard/where', protocol: PROTOCOL_VERSION });

export interface YardFinderEvents {
  /** When something about the yards is new, at most four times a second. */
  onChange(yards: FoundYard[]): void;
  /** No yard can be heard; `sentence` says why. */
  onFault(sentence: string): void;
}

/**
 * Listens for the yards that announce themselves. It sends nothing to a network before it hears a yard there: beacons
 * come every second anyway. Then it asks that one alone, to learn the round trip; one after the other, since whoever
 * announces many could have it send many.
 */
export class YardFinder {
  /** Datagrams that were no beacon. */
  dropped = 0;
  private readonly events: YardFinderEvents;
  /** Of the networks as they are now: they change, and to look at each datagram would cost more than it. */
  private areNeighbours = sharedNetwork();
  private readonly yards = new FoundYards((one, other) => this.areNeighbours(one, other));
  /** Shares the port with other games on this machine. */
  private readonly listenSocket = createSocket({ type: 'udp4', reuseAddr: true });
  /** Asks, and hears its own answers. */
  private readonly querySocket = createSocket('udp4');
  private readonly expiryTimer: NodeJS.Timeout;
  private askTimer: NodeJS.Timeout | undefined;
  private notifyTimer: NodeJS.Timeout | undefined;
  private notifiedMs = -Infinity;
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
      if (this.receive(bytes, from)) this.yards.addAnswer(from, performance.now());
    });
    this.listenSocket.bind(BEACON_PORT);
    this.expiryTimer = setInterval(() => {
      this.areNeighbours = sharedNetwork();
      this.yards.expire(performance.now());
      this.notifySoon();
      this.askSoon();
    }, BEACON_INTERVAL_MS);
  }

  close(): void {
    for (const timer of [this.expiryTimer, this.askTimer, this.notifyTimer]) clearTimeout(timer);
    close(this.listenSocket);
    close(this.querySocket);
  }

  /** Takes in a datagram, and says whether it was a beacon. */
  private receive(bytes: Uint8Array, from: RemoteInfo): boolean {
    // A forged datagram may come from port 0, to which no question can be sent: Node would throw.
    const beacon = from.port === 0 ? undefined : decodeBeacon(bytes);
    if (!beacon) {
      this.dropped++;
      return false;
    }
    this.yards.addBeacon(beacon, { address: from.address, port: from.port }, performance.now());
    this.notifySoon();
    this.askSoon();
    return true;
  }

  /** Goes on asking until everybody was asked lately. */
  private askSoon(): void {
    if (this.askTimer) return;
    const source = this.yards.nextToAsk(performance.now());
    if (!source) return;
    this.querySocket.send(QUESTION, source.port, source.address, () => undefined);
    this.askTimer = setTimeout(() => {
      this.askTimer = undefined;
      this.askSoon();
    }, ASK_INTERVAL_MS);
  }

  private notifySoon(): void {
    const waitMs = this.notifiedMs + NOTIFY_INTERVAL_MS - performance.now();
    this.notifyTimer ??= setTimeout(
      () => {
        this.notifyTimer = undefined;
        this.notifiedMs = performance.now();
        this.notifyIfChanged();
      },
      Math.max(0, waitMs),
    );
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
