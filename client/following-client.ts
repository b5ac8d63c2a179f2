/**
 * A client that goes where its yard goes: when the server says that the yard has moved, it connects there with the same key,
 * and is who and where it was. Whoever drives it notices nothing but the new address.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { ConnectionState, IgnoredMessages, YardMessage } from '../shared/bridge';
import { LastMotion } from '../shared/last-motion';
import type { Position, Velocity } from '../shared/movement';
import type { Profile } from '../shared/profile';
import type { MovedMessage, SuccessorMessage } from '../shared/protocol/messages';
import { NO_SIMULATION, type Simulation } from '../shared/simulation';
import { formatTarget, splitTarget } from '../shared/target';
import { CarriedPlayers } from './carried-players';
import type { CloseReason, FollowingClientEvents, YardClientEvents } from './events';
import { Failover, type SearchEnd } from './failover';
import type { Identify } from './identity';
import { Moves, readTarget } from './moves';
import { isOwnAddress } from './own-networks';
import { YardClient, type Who } from './yard-client';

const UNREADABLE =
  'This yard was to lead you elsewhere, and its own address is in no usual form: you stay here.';

/** What a followed client is, for tests that have no sockets. */
export type PlainClient = Pick<
  YardClient,
  'move' | 'say' | 'setProfile' | 'succeed' | 'simulate' | 'leave' | 'ignored'
>;
export type ConnectPlain = (server: string, who: Who, events: YardClientEvents, key: string) => PlainClient;

export class FollowingClient {
  private readonly events: FollowingClientEvents;
  private key: string;
  private readonly connect: ConnectPlain;
  private readonly moves = new Moves(isOwnAddress);
  private readonly motion = new LastMotion();
  private velocity: Velocity = { vx: 0, vy: 0 };
  private who: Who;
  private simulation: Simulation = NO_SIMULATION;
  private server: string;
  private client: PlainClient;
  private state: ConnectionState = 'connecting';
  /** The reason for not following is said once for each server. */
  private isReasonSaid = false;
  private readonly others: CarriedPlayers;
  private readonly failover = new Failover({
    ask: (server) => this.ask(server),
    onClosed: (reason) => this.close(reason),
  });

  /**
   * Connects as YardClient does, and throws as it does.
   * @param server as formatTarget() writes it
   * @param key of somebody whom the server knows already
   * @param identify whose identity each secured yard on the way is shown
   */
  constructor(
    server: string,
    who: Who,
    events: FollowingClientEvents,
    key: string = randomUUID(),
    identify?: Identify,
    connect: ConnectPlain = (...args) => new YardClient(...args, identify),
  ) {
    this.server = server;
    this.who = who;
    this.events = events;
    this.key = key;
    this.connect = connect;
    this.others = new CarriedPlayers((id) => events.onMessage({ address: '/player/left', id }));
    this.client = this.open();
  }

  /** What came so far from the present server and was not taken in. */
  get ignored(): Readonly<IgnoredMessages> {
    return this.client.ignored;
  }

  /** See YardClient.move. */
  move(motion: Position & Partial<Velocity>): void {
    const { vx = 0, vy = 0 } = motion;
    this.velocity = { vx, vy };
    this.motion.set(motion, performance.now());
    this.client.move(motion);
  }

  say(text: string): void {
    this.client.say(text);
  }

  /** See YardClient.succeed. */
  succeed(answer: Omit<SuccessorMessage, 'address'>): void {
    this.client.succeed(answer);
  }

  setProfile(profile: Profile): void {
    this.who = profile;
    this.client.setProfile(profile);
  }

  simulate(simulation: Simulation): void {
    this.simulation = simulation;
    this.client.simulate(simulation);
  }

  leave(): void {
    this.failover.stop();
    this.others.stop();
    this.client.leave();
  }

  /** Connects to the present server; who was connected to before is not listened to any more. */
  private open(): PlainClient {
    const ifPresent =
      <Args extends unknown[]>(listener: (...args: Args) => void) =>
      (...args: Args): void => {
        if (this.client === client) listener(...args);
      };
    const client: PlainClient = this.connect(
      this.server,
      this.who,
      {
        onMessage: ifPresent((message) => this.handleMessage(message)),
        onState: ifPresent((state, reason) => this.setState(state, reason)),
        onFigures: ifPresent((figures) => this.events.onFigures?.(figures)),
        onMoved: ifPresent((message) => this.handleMoved(message)),
        onServers: ifPresent(({ servers }) =>
          this.failover.handleServers(this.server, servers, this.state === 'connecting'),
        ),
        onUnreachable: ifPresent(() => this.failover.handleUnreachable(this.server)),
      },
      this.key,
    );
    return client;
  }

  private handleMessage(message: YardMessage): void {
    switch (message.address) {
      case '/yard':
        this.motion.size = { widthPx: message.widthPx, heightPx: message.heightPx };
        break;
      case '/corrected':
        this.motion.correct(message, performance.now());
        break;
      case '/your/profile':
        if (this.who !== 'spectator' && this.who.colour === '')
          this.who = { ...this.who, colour: message.colour };
        break;
      case '/player/profile':
        this.others.add(message.id);
        break;
      case '/player/left':
        this.others.delete(message.id);
        break;
      case '/refused':
        // Of one that was only asked in turn the person need not know.
        if (this.failover.handleRefusal(this.server, message.code)) return;
        if (this.failover.isUnderWay) this.others.arrive();
        break;
      default:
    }
    this.events.onMessage(message);
  }

  private setState(state: ConnectionState, reason?: CloseReason): void {
    const isGoodbye = reason === 'goodbye';
    if ((isGoodbye || state === 'lost') && this.failover.handleGone(this.server, isGoodbye))
      return this.tellState('lost');
    if (state !== 'lost') this.arrive(state);
    this.tellState(state, reason);
  }

  private tellState(state: ConnectionState, reason?: CloseReason): void {
    if (state === this.state) return;
    this.state = state;
    this.events.onState(state, reason);
  }

  private handleMoved(message: MovedMessage): void {
    const from = readTarget(this.server);
    const move = from ? this.moves.decide(from, message, performance.now()) : { reason: UNREADABLE };
    if (move === 'repeat') return;
    if ('reason' in move) {
      if (!this.isReasonSaid) this.events.onNotFollowed?.(move.reason);
      this.isReasonSaid = true;
      return;
    }
    this.follow(formatTarget(move.target));
  }

  private follow(server: string): void {
    const { server: from, key: fromKey } = this;
    this.key = this.events.keyAt?.(splitTarget(server).address) ?? fromKey;
    this.isReasonSaid = false;
    const obstacle = this.reopen(server);
    if (obstacle !== undefined) {
      this.key = fromKey;
      this.events.onNotFollowed?.(obstacle);
      return;
    }
    this.failover.move(from, server);
    this.events.onFollowed?.(server, 'moved');
  }

  /** Another server is asked, in the place of one that has not answered. */
  private ask(server: string): void {
    if (this.state === 'present') this.tellState('lost');
    this.reopen(server);
  }

  /** Why there is no way to the address, as a sentence; then all stays as it was. Undefined where there is one. */
  private reopen(server: string): string | undefined {
    const before = { client: this.client, server: this.server };
    this.server = server;
    try {
      this.client = this.open();
    } catch (error) {
      this.server = before.server;
      return (error as Error).message;
    }
    before.client.leave();
    this.others.leave();
    this.client.simulate(this.simulation);
    const place = this.motion.at(performance.now());
    if (place) this.client.move({ ...place, ...this.velocity });
    return undefined;
  }

  /** The server that was asked has answered. */
  private arrive(state: ConnectionState): void {
    if (!this.failover.isUnderWay) return;
    this.others.arrive();
    if (state !== 'present') return this.failover.stop();
    const cause = this.failover.arrive(this.server);
    if (cause) this.events.onFollowed?.(this.server, cause);
  }

  /** No server of the yard is left. */
  private close(reason: SearchEnd): void {
    this.leave();
    this.tellState('closed', reason);
  }
}
