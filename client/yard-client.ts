/**
 * The client: one Dealer, with the profile and the position of one player, or of who only looks on. There is no handshake to lose; it repeats who and where it is,
 * and is right again by itself within a second whenever it, the network or the server was away.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Dealer } from 'zeromq';
import type { ConnectionState, IgnoredMessages } from '../shared/bridge';
import { MOTION_RETOLD_MS, PING_INTERVAL_MS, SERVER_TIMEOUT_MS, SPECTATOR_ID } from '../shared/config';
import type { Position, Velocity } from '../shared/movement';
import type { Profile } from '../shared/profile';
import { encodeClientMessage } from '../shared/protocol/messages';
import type {
  ClientMessage,
  ControlMessage,
  ServerMessage,
  SuccessorMessage,
} from '../shared/protocol/messages';
import type { Simulation } from '../shared/simulation';
import { splitTarget } from '../shared/target';
import { connectDealer, createDealer } from './dealer';
import { isRemoval, WRONG_KEY, type CloseReason, type YardClientEvents } from './events';
import { HandshakeRetry } from './handshake-retry';
import { credentialsAt, type Identify } from './identity';
import { InboundFilter } from './inbound-filter';
import { NetworkMeter } from './network-meter';
import { Outbound } from './outbound';
import { OwnMotion } from './own-motion';
import { OwnPlayer } from './own-player';
import { NO_SPECTATORS, OwnSpectator, type Self } from './own-spectator';
import { readPacket } from './read-packet';
import { ReceiveBudget } from './receive-budget';
import { receivePackets } from './receive-packets';
import { ServerTime } from './server-time';
import { SimulatedNetwork } from './simulated-network';

/** As who a client comes: with this profile, or as nobody who looks on. */
export type Who = Profile | 'spectator';

export class YardClient {
  private readonly socket: Dealer;
  private readonly events: YardClientEvents;
  private readonly self: Self;
  private readonly inbound = new InboundFilter(performance.now());
  private readonly budget = new ReceiveBudget(performance.now());
  private readonly network = new SimulatedNetwork();
  private readonly meter = new NetworkMeter();
  private readonly outbound: Outbound;
  private readonly retry: HandshakeRetry;
  private readonly heartbeatTimer: NodeJS.Timeout;
  private readonly motion: OwnMotion;
  private state: ConnectionState = 'connecting';
  private receivedMs = 0;
  private pings = 0;

  /**
   * Connects, now or as soon as the server is there, and stays until leave(), or until it floods or removes the player. Throws an
   * Error with a sentence when there is no way to such an address.
   * @param server a target as text (shared/target.ts) · @param key of somebody whom the server knows already; of no use to who looks on
   * @param identify whose identity a secured yard is shown; by default that of nobody else
   */
  constructor(server: string, who: Who, events: YardClientEvents, key?: string, identify?: Identify) {
    this.self =
      who === 'spectator'
        ? new OwnSpectator(splitTarget(server).ticket)
        : new OwnPlayer(who, key ?? randomUUID(), credentialsAt(server, identify));
    this.motion = new OwnMotion(this.self.isSpectator);
    this.events = events;
    this.socket = createDealer(server);
    this.outbound = new Outbound(this.socket, this.network, this.meter);
    this.socket.events.on('handshake', () => this.onConnected());
    this.socket.events.on('disconnect', () => this.onDisconnected());
    this.socket.events.on('connect:retry', () => events.onUnreachable?.());
    this.retry = new HandshakeRetry(this.socket, server, () => {
      if (splitTarget(server).serverKey !== undefined) events.onMessage(WRONG_KEY);
    });
    connectDealer(this.socket, server);
    this.heartbeatTimer = setInterval(() => this.heartbeat(), PING_INTERVAL_MS);
    void receivePackets(this.socket, this.budget, {
      onPacket: (packet) => this.network.transmit(() => this.receivePacket(packet)),
      onFlood: () => this.close('flood'),
    });
  }

  /** What came so far and was not taken in. */
  get ignored(): Readonly<IgnoredMessages> {
    return this.inbound.ignored;
  }

  /**
   * Tells the others where this player is, and how it goes on. To be called when that changes, at most MOTION_RATE_HZ
   * times a second, and once a second besides (see MotionPacer); who is not called for longer is walked on. Of a spectator it is
   * where it looks, and nobody is told.
   */
  move(motion: Position & Partial<Velocity>): void {
    const nowMs = performance.now();
    this.motion.set(motion, nowMs);
    const packet = this.sendMotion();
    const sendAgain = () => packet && this.motion.isLastSent(packet) && this.sendPacket(packet, 1);
    if (this.meter.isLossy(nowMs)) for (const laterMs of MOTION_RETOLD_MS) setTimeout(sendAgain, laterMs);
  }

  /** Says a line of chat to the others. Nobody hears it while there is no connection. */
  say(text: string): void {
    this.send({ address: '/say', text });
  }

  /** Answers the host's question whether this program holds the yard from now on. */
  succeed(answer: Omit<SuccessorMessage, 'address'>): void {
    this.send({ address: '/successor', ...answer });
  }

  /** Changes the profile; the id stays. */
  setProfile(profile: Profile): void {
    if (this.self instanceof OwnPlayer) this.self.profile = profile;
    this.sendProfile();
  }

  /** Puts this simulated network between here and the server, from now on. */
  simulate(simulation: Simulation): void {
    this.network.simulation = simulation;
  }

  /** Says goodbye and ends the connection; once, however often it is called. */
  leave(): void {
    if (this.socket.closed) return;
    clearInterval(this.heartbeatTimer);
    this.retry.stop();
    this.outbound.close(encodeClientMessage({ address: '/leave' }));
  }

  private onConnected(): void {
    // The socket's events come a little late: this one may be older than the goodbye.
    if (this.socket.closed) return;
    this.outbound.isConnected = true;
    this.self.isIntroduced = false;
    this.self.id = undefined;
    this.motion.time = new ServerTime();
    this.sendProfile();
    this.sendMotion();
  }

  private onDisconnected(): void {
    if (this.socket.closed) return;
    this.outbound.isConnected = false;
    if (this.state === 'present') this.setState('lost');
  }

  /** Once a second. */
  private heartbeat(): void {
    const nowMs = performance.now();
    if (this.state === 'present' && nowMs - this.receivedMs > SERVER_TIMEOUT_MS) this.setState('lost');
    for (const left of this.inbound.expire(nowMs)) this.events.onMessage(left);
    if (this.self.isDue(nowMs)) this.sendProfile();
    if (this.motion.isSilent(nowMs)) this.sendMotion();
    if (this.outbound.isConnected) this.meter.addPing(++this.pings, nowMs);
    this.send({ address: '/ping', n: this.pings });
    if (this.state !== 'connecting')
      this.events.onFigures?.({ ...this.meter.figures(nowMs), ignored: { ...this.ignored } });
  }

  private sendProfile(): void {
    this.self.saidMs = performance.now();
    this.outbound.send(this.self.packet, 0, this.self.saidMs);
  }

  private sendMotion(): Uint8Array | undefined {
    const packet = this.motion.packet(performance.now());
    if (packet) this.sendPacket(packet, 1);
    return packet;
  }

  private receivePacket(packet: Uint8Array): void {
    // It was on its way through the simulated network when the player left.
    if (this.socket.closed) return;
    const nowMs = performance.now();
    const read = readPacket(packet);
    const { messages, sentMs, ignored } = read;
    this.inbound.countIgnored(ignored);
    if (sentMs !== undefined) {
      this.meter.addArrival(sentMs, nowMs);
      this.motion.time.addArrival(sentMs, nowMs);
      this.self.isIntroduced = true;
      if (messages.length === 0) this.handleSilence(sentMs, nowMs);
    }
    // Without a time tag it counts as sent now.
    const atMs = sentMs ?? performance.timeOrigin + nowMs;
    let updates = 0;
    for (const message of messages) updates += this.handleMessage(message, atMs);
    this.checkRoster(messages, nowMs);
    this.budget.chargeMessages(read, updates, nowMs);
    this.meter.countReceived(packet.length, updates);
  }

  private checkRoster(messages: readonly ServerMessage[], nowMs: number): void {
    const { left, isToAsk } = this.inbound.checkRoster(messages, this.self.shown, nowMs);
    for (const departure of left) this.events.onMessage(departure);
    if (isToAsk) this.send({ address: '/roster' });
  }

  /** An empty bundle: somebody walks on as it did. */
  private handleSilence(sentMs: number, nowMs: number): void {
    this.receivedMs = nowMs;
    this.events.onMessage({ address: 'heard', sentMs });
  }

  /** Takes in one message, and returns how many positions were in it. */
  private handleMessage(message: ServerMessage, sentMs: number): number {
    this.receivedMs = performance.now();
    switch (message.address) {
      case '/pong':
        this.addPong(message.n);
        return 0;
      case '/motions':
        this.events.onMessage({ ...message, sentMs });
        return message.ids.length;
      case '/player/position':
        if (this.inbound.passes(message, this.receivedMs)) this.events.onMessage({ ...message, sentMs });
        return 1;
      default:
        this.handleControlMessage(message);
        return 0;
    }
  }

  private addPong(n: number): void {
    const roundTripMs = this.meter.addPong(n, this.receivedMs);
    if (roundTripMs !== undefined) this.motion.time.addRoundTrip(roundTripMs);
  }

  private handleControlMessage(message: Exclude<ControlMessage, { address: '/pong' }>): void {
    if (message.address === '/refused' && isRemoval(message)) return this.close(message);
    const isPassed = this.inbound.passes(message, this.receivedMs);
    // The server's goodbye: the yard closes.
    if (message.address === '/player/left' && message.id === this.self.id) this.setState('closed', 'goodbye');
    if (message.address === '/yard' && (message.id === SPECTATOR_ID) !== this.self.isSpectator)
      return this.handleOtherKind();
    if (!isPassed) return;
    if (message.address === '/yard') {
      this.motion.size = { widthPx: message.widthPx, heightPx: message.heightPx };
      this.setId(message.id);
    }
    if (message.address === '/moved') return this.events.onMoved?.(message);
    if (message.address === '/servers') return this.events.onServers?.(message);
    if (message.address === '/your/profile') this.self.setShownAs(message);
    if (message.address === '/corrected') this.motion.correct(message, this.receivedMs);
    this.events.onMessage(message);
  }

  /** The server takes a spectator for a player, or a player for a spectator. */
  private handleOtherKind(): void {
    if (this.self.isSpectator) this.close(NO_SPECTATORS);
    else this.inbound.countIgnored({ foreign: 0, malformed: 1 });
  }

  /** The server tells our id. Another id than before means that it does not know us (any more), nor we its players. */
  private setId(id: number): void {
    if (id !== this.self.id) {
      for (const left of this.inbound.clear()) this.events.onMessage(left);
      if (this.self.id !== undefined) this.sendProfile();
      this.self.id = id;
    }
    this.setState('present');
  }

  /** Ends it from this side. */
  private close(reason: CloseReason): void {
    this.leave();
    this.setState('closed', reason);
  }

  private setState(state: ConnectionState, reason?: CloseReason): void {
    if (state === this.state) return;
    this.state = state;
    this.events.onState(state, reason);
  }

  private send(message: ClientMessage): void {
    this.sendPacket(encodeClientMessage(message), 0);
  }

  /** @param updates how many motions are in it */
  private sendPacket(packet: Uint8Array, updates: number): void {
    const nowMs = performance.now();
    // Come back as who we are, not as a guest.
    if (this.outbound.wasFrozen(nowMs)) this.sendProfile();
    this.outbound.send(packet, updates, nowMs);
  }
}
