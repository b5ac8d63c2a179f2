/**
 * A player: one Dealer with a profile and a position. There is no handshake to lose; it repeats who and where it is,
 * and is right again by itself within a second whenever it, the network or the server was away.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Dealer } from 'zeromq';
import type { ConnectionState, News } from '../shared/bridge';
import {
  FLUSH_MAX_BYTES,
  PING_INTERVAL_MS,
  PLAYER_TIMEOUT_MS,
  PROFILE_INTERVAL_MS,
  PROTOCOL_VERSION,
  SERVER_TIMEOUT_MS,
} from '../shared/config';
import type { Position } from '../shared/movement';
import { messagesOf } from '../shared/osc';
import type { Profile } from '../shared/profile';
import { decodeServerMessage, encodePlayerMessage, type PlayerMessage } from '../shared/protocol';
import { Others } from './others';

/** A few packets: what cannot be sent now is stale soon, and the newest state is told again anyway. */
const SEND_QUEUE_PACKETS = 16;
/** How long the goodbye may take to leave. */
const LINGER_MS = 500;

const EMPTY = Buffer.alloc(0);

export interface PlayerEvents {
  /** What the server told, in order; and who is concluded to be gone without its word. */
  onMessage(message: News): void;
  onState(state: ConnectionState): void;
}

export class Player {
  /** Packets from the server's side that are none of its messages: other peers' own, and broken ones. */
  readonly ignored = { foreign: 0, malformed: 0 };
  private readonly socket: Dealer;
  private readonly events: PlayerEvents;
  private profile: Profile;
  /** With this the server knows us again after a lost connection. Nobody else is ever told. */
  private readonly key = randomUUID();
  private readonly others = new Others();
  private readonly rhythm: NodeJS.Timeout;
  private position: Position | undefined;
  private state: ConnectionState = 'connecting';
  /** Between the handshake with a server and the end of that connection. */
  private isConnected = false;
  private heardMs = 0;
  private profileSentMs = 0;
  private sentMs = 0;
  private pings = 0;
  private id = 0;

  /** Connects, now or as soon as the server is there, and stays until leave(). */
  constructor(server: string, profile: Profile, events: PlayerEvents) {
    this.profile = profile;
    this.events = events;
    this.socket = new Dealer({
      // Nothing is queued for a server that is not there: old positions would replay when it comes.
      immediate: true,
      linger: 0,
      sendTimeout: 0,
      sendHighWaterMark: SEND_QUEUE_PACKETS,
      maxMessageSize: FLUSH_MAX_BYTES,
      // Notices a host that vanished, so that libzmq connects anew.
      heartbeatInterval: 1000,
      heartbeatTimeout: SERVER_TIMEOUT_MS,
      reconnectMaxInterval: 1000,
    });
    this.socket.ipv6 = server.includes('[');
    this.socket.events.on('handshake', () => this.begin());
    this.socket.events.on('disconnect', () => this.end());
    this.socket.connect(server);
    this.rhythm = setInterval(() => this.repeat(), PING_INTERVAL_MS);
    void this.receiveAll();
  }

  /** Tells the others where this player is. To be called at most POSITION_RATE_HZ times a second (see PositionPacer). */
  move(position: Position): void {
    this.position = position;
    this.send({ address: '/position', ...position });
  }

  /** Says a line of chat to the others. Nobody hears it while there is no connection. */
  say(text: string): void {
    this.send({ address: '/say', text });
  }

  /** Is somebody else from now on, with the same id. */
  wear(profile: Profile): void {
    this.profile = profile;
    if (this.isConnected) this.introduce();
  }

  /** Says goodbye and ends the connection. */
  leave(): void {
    clearInterval(this.rhythm);
    this.send({ address: '/leave' });
    this.isConnected = false;
    this.socket.linger = LINGER_MS;
    this.socket.close();
  }

  private begin(): void {
    // The socket's events come a little late: this one may be older than the goodbye.
    if (this.socket.closed) return;
    this.isConnected = true;
    this.id = 0;
    this.introduce();
    this.repeatPosition();
  }

  private end(): void {
    if (this.socket.closed) return;
    this.isConnected = false;
    if (this.state === 'present') this.setState('lost');
  }

  /** Once a second. */
  private repeat(): void {
    const nowMs = performance.now();
    if (this.state === 'present' && nowMs - this.heardMs > SERVER_TIMEOUT_MS) this.setState('lost');
    for (const left of this.others.expire(nowMs)) this.events.onMessage(left);
    if (nowMs - this.profileSentMs >= PROFILE_INTERVAL_MS) this.introduce();
    this.repeatPosition();
    this.send({ address: '/ping', n: ++this.pings });
  }

  private introduce(): void {
    this.profileSentMs = performance.now();
    this.send({ address: '/profile', protocol: PROTOCOL_VERSION, ...this.profile, key: this.key });
  }

  private repeatPosition(): void {
    if (this.position) this.send({ address: '/position', ...this.position });
  }

  private async receiveAll(): Promise<void> {
    for await (const frames of this.socket) {
      const packet = frames.at(-1);
      const messages = packet && messagesOf(packet);
      if (messages) for (const bytes of messages) this.receive(bytes);
      else this.ignored.malformed++;
    }
  }

  private receive(bytes: Uint8Array): void {
    const message = decodeServerMessage(bytes);
    if (typeof message === 'string') {
      this.ignored[message]++;
      return;
    }
    this.heardMs = performance.now();
    if (message.address === '/pong') return;
    if (message.address === '/yard') this.enter(message.id);
    if (message.address === '/corrected') this.position = { x: message.x, y: message.y };
    this.others.hear(message, this.heardMs);
    this.events.onMessage(message);
    // The server's goodbye: the yard closes.
    if (message.address === '/player/left' && message.id === this.id) this.setState('closed');
  }

  /** The server names us. A new name means that it does not know us (any more), nor we its players. */
  private enter(id: number): void {
    if (id !== this.id) {
      for (const left of this.others.clear()) this.events.onMessage(left);
      if (this.id !== 0) this.introduce();
      this.id = id;
    }
    this.setState('present');
  }

  private setState(state: ConnectionState): void {
    if (state === this.state) return;
    this.state = state;
    this.events.onState(state);
  }

  private send(message: PlayerMessage): void {
    if (!this.isConnected) return;
    const nowMs = performance.now();
    // This process was frozen, and the server has taken us out: come back as who we are, not as a guest.
    const wasFrozen = nowMs - this.sentMs > PLAYER_TIMEOUT_MS;
    this.sentMs = nowMs;
    if (wasFrozen && message.address !== '/profile') this.introduce();
    // A packet that the socket does not take is dropped: the next one is newer.
    this.socket.send([EMPTY, encodePlayerMessage(message)]).catch(() => undefined);
  }
}
