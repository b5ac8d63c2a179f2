/**
 * A player: one Dealer with a profile and a position. There is no handshake to lose; it repeats who and where it is,
 * and is right again by itself within a second whenever it, the network or the server was away.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Dealer } from 'zeromq';
import type { ConnectionState, NetworkFigures, News, Simulation } from '../shared/bridge';
import {
  PING_INTERVAL_MS,
  PLAYER_TIMEOUT_MS,
  PROFILE_INTERVAL_MS,
  PROTOCOL_VERSION,
  SERVER_TIMEOUT_MS,
} from '../shared/config';
import type { Position } from '../shared/movement';
import { messagesOf, timeTagOf } from '../shared/osc';
import type { Profile } from '../shared/profile';
import {
  decodeServerMessage,
  encodePlayerMessage,
  type PlayerMessage,
  type ServerMessage,
} from '../shared/protocol';
import { makeDealer } from './dealer';
import { NetworkMeter } from './network-meter';
import { Others } from './others';
import { SimulatedNetwork } from './simulated-network';

/** How long the goodbye may take to leave. */
const LINGER_MS = 500;

const EMPTY = Buffer.alloc(0);

/** What the server tells besides positions and answers. */
type Note = Exclude<ServerMessage, { address: '/pong' | '/positions' | '/player/position' }>;

export interface PlayerEvents {
  /** What the server told, in order; and who is concluded to be gone without its word. */
  onMessage(message: News): void;
  onState(state: ConnectionState): void;
  /** How the network does, once a second from the moment that the player is in the yard. */
  onFigures?(figures: NetworkFigures): void;
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
  private readonly network = new SimulatedNetwork();
  private readonly meter = new NetworkMeter();
  private readonly rhythm: NodeJS.Timeout;
  private position: Position | undefined;
  private movedMs = 0;
  private state: ConnectionState = 'connecting';
  /** Between the handshake with a server and the end of that connection. */
  private isConnected = false;
  /** The server answers us as a player, by bundles; without a profile we would be a guest. */
  private isIntroduced = false;
  private heardMs = 0;
  private profileSentMs = 0;
  private sentMs = 0;
  private pings = 0;
  private id = 0;

  /** Connects, now or as soon as the server is there, and stays until leave(). */
  constructor(server: string, profile: Profile, events: PlayerEvents) {
    this.profile = profile;
    this.events = events;
    this.socket = makeDealer(server);
    this.socket.events.on('handshake', () => this.begin());
    this.socket.events.on('disconnect', () => this.end());
    this.socket.connect(server);
    this.rhythm = setInterval(() => this.repeat(), PING_INTERVAL_MS);
    void this.receiveAll();
  }

  /** Tells the others where this player is. To be called at most POSITION_RATE_HZ times a second (see PositionPacer). */
  move(position: Position): void {
    this.position = position;
    this.movedMs = performance.now();
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

  /** Is as far from the server from now on as this says. */
  simulate(simulation: Simulation): void {
    this.network.simulation = simulation;
  }

  /** Says goodbye and ends the connection. */
  leave(): void {
    clearInterval(this.rhythm);
    // Past the simulated network: nobody is there to say it again.
    this.transmit(encodePlayerMessage({ address: '/leave' }));
    this.isConnected = false;
    this.socket.linger = LINGER_MS;
    this.socket.close();
  }

  private begin(): void {
    // The socket's events come a little late: this one may be older than the goodbye.
    if (this.socket.closed) return;
    this.isConnected = true;
    this.isIntroduced = false;
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
    if (!this.isIntroduced || nowMs - this.profileSentMs >= PROFILE_INTERVAL_MS) this.introduce();
    // A position said again in the midst of a walk would look like a rest.
    if (nowMs - this.movedMs > PING_INTERVAL_MS / 2) this.repeatPosition();
    if (this.isConnected) this.meter.pinged(++this.pings, nowMs);
    this.send({ address: '/ping', n: this.pings });
    if (this.state !== 'connecting') this.events.onFigures?.(this.meter.figures(nowMs));
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
      this.network.pass(() => this.receivePacket(packet ?? EMPTY));
    }
  }

  private receivePacket(packet: Uint8Array): void {
    // It was on its way through the simulated network when the player left.
    if (this.socket.closed) return;
    const nowMs = performance.now();
    const messages = messagesOf(packet);
    const tagMs = timeTagOf(packet);
    if (tagMs !== undefined) {
      this.meter.arrived(tagMs, nowMs);
      this.isIntroduced = true;
    }
    let updates = 0;
    // Without a time tag it counts as sent now.
    for (const bytes of messages ?? [])
      updates += this.receive(bytes, tagMs ?? performance.timeOrigin + nowMs);
    if (!messages) this.ignored.malformed++;
    this.meter.countReceived(packet.length, updates);
  }

  /** Takes in one message, and returns how many positions were in it. */
  private receive(bytes: Uint8Array, sentMs: number): number {
    const message = decodeServerMessage(bytes);
    if (typeof message === 'string') {
      this.ignored[message]++;
      return 0;
    }
    this.heardMs = performance.now();
    switch (message.address) {
      case '/pong':
        this.meter.answered(message.n, this.heardMs);
        return 0;
      case '/positions':
        this.events.onMessage({ ...message, sentMs });
        return message.ids.length;
      case '/player/position':
        this.events.onMessage({ ...message, sentMs });
        return 1;
      default:
        this.takeNote(message);
        return 0;
    }
  }

  private takeNote(message: Note): void {
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
    const bytes = encodePlayerMessage(message);
    this.meter.countSent(bytes.length, message.address === '/position' ? 1 : 0);
    this.network.pass(() => this.transmit(bytes));
  }

  private transmit(bytes: Uint8Array): void {
    // The connection may have ended while this was on its way through the simulated network.
    if (!this.isConnected) return;
    // A packet that the socket does not take is dropped: the next one is newer.
    this.socket.send([EMPTY, bytes]).catch(() => undefined);
  }
}
