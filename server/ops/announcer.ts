import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { BEACON_INTERVAL_MS, BEACON_PORT, PROTOCOL_VERSION } from '../../shared/config';
import { encodeBeacon, isYardQuery, type Beacon } from '../../shared/protocol/beacons';
import { networksFor, whyNotAnnounced } from './interfaces';
import { TokenBucket } from '../../shared/token-bucket';

/** So many questions are answered in a second: an announcer must not amplify a flood of forged ones. */
const ANSWERS_PER_S = 50;

export interface AnnouncedYard {
  /** The address on which the yard listens: no name. */
  host: string;
  port: number;
  name: string;
  maxPlayers: number;
  /** The key of a secured yard, as text; undefined of an open one. */
  serverKey: string | undefined;
  /** The chosen interfaces; empty for those under which the yard can be reached. */
  announceOn: readonly string[];
}

/** Tells the networks that a yard is open, until close(). A network that cannot be told is no reason to end. */
export class Announcer {
  private readonly yard: AnnouncedYard;
  private readonly players: () => number;
  private readonly warn: (sentence: string) => void;
  private readonly warned = new Set<string>();
  /** All that is told leaves by this one, on whatever network: so listeners know one yard heard twice. */
  private readonly sendSocket = createSocket('udp4');
  /** Hears those who ask everybody. */
  private readonly listenSocket = createSocket({ type: 'udp4', reuseAddr: true });
  private readonly answers = new TokenBucket(ANSWERS_PER_S, ANSWERS_PER_S, performance.now());
  private timer: NodeJS.Timeout | undefined;
  private closing: Promise<void> | undefined;

  /** @param players how many are in the yard now */
  constructor(yard: AnnouncedYard, players: () => number, warn: (sentence: string) => void) {
    this.yard = yard;
    this.players = players;
    this.warn = warn;
  }

  /** Begins; resolves when the first beacon was sent. */
  async open(): Promise<void> {
    for (const socket of [this.sendSocket, this.listenSocket]) {
      socket.on('message', (bytes, from) => this.answer(bytes, from));
      socket.on('error', (error) => this.warnOnce(`Discovery: ${error.message}.`));
    }
    this.listenSocket.bind(BEACON_PORT);
    const { host } = this.yard;
    // Who hears a beacon takes its source for the yard's address: where there is one it has to be that.
    this.sendSocket.bind({ ...(isIPv4(host) && { address: host }) });
    await once(this.sendSocket, 'listening');
    this.sendSocket.setBroadcast(true);
    this.timer = setInterval(() => void this.broadcast(this.beacon()), BEACON_INTERVAL_MS);
    await this.broadcast(this.beacon());
  }

  /** Says that the yard is gone, once; resolves when that was sent. */
  close(): Promise<void> {
    return (this.closing ??= this.sayGone());
  }

  private async sayGone(): Promise<void> {
    clearInterval(this.timer);
    await this.broadcast({ address: '/yard/gone', port: this.yard.port });
    for (const socket of [this.sendSocket, this.listenSocket]) close(socket);
  }

  private beacon(): Beacon {
    const { name, port, maxPlayers, serverKey = '' } = this.yard;
    return {
      address: '/yard/here',
      protocol: PROTOCOL_VERSION,
      name,
      port,
      players: this.players(),
      maxPlayers,
      key: serverKey,
    };
  }

  private answer(bytes: Uint8Array, { address, port }: RemoteInfo): void {
    // A forged datagram may come from port 0, to which nothing can be sent: Node would throw.
    if (port === 0 || !isYardQuery(bytes) || !this.answers.tryConsume(1, performance.now())) return;
    this.sendSocket.send(encodeBeacon(this.beacon()), port, address, () => undefined);
  }

  private async broadcast(beacon: Beacon): Promise<void> {
    const bytes = encodeBeacon(beacon);
    // Looked up each time: networks come and go while a yard is open.
    const { announceOn, host } = this.yard;
    const networks = networksFor(announceOn, host, networkInterfaces());
    if (networks.length === 0) this.warnOnce(whyNotAnnounced(announceOn, host));
    await Promise.all(
      networks.map(
        ({ name, broadcast }) =>
          new Promise<void>((resolve) => {
            this.sendSocket.send(bytes, BEACON_PORT, broadcast, (error) => {
              if (error) this.warnOnce(`The yard cannot be announced on ${name}: ${error.message}.`);
              resolve();
            });
          }),
      ),
    );
  }

  private warnOnce(sentence: string): void {
    if (this.warned.has(sentence)) return;
    this.warned.add(sentence);
    this.warn(sentence);
  }
}

function close(socket: Socket): void {
  try {
    socket.close();
  } catch {
    // It could not be bound, and closed itself.
  }
}
