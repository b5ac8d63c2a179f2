/**
 * A client that goes where its yard goes: when the server says that the yard has moved, it connects there with the same key,
 * and is who and where it was. Whoever drives it notices nothing but the new address.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { ConnectionState, IgnoredMessages, YardMessage } from '../shared/bridge';
import { SERVER_TIMEOUT_MS } from '../shared/config';
import { LastMotion } from '../shared/last-motion';
import type { Position, Velocity } from '../shared/movement';
import type { Profile } from '../shared/profile';
import type { MovedMessage, SuccessorMessage } from '../shared/protocol/messages';
import { NO_SIMULATION, type Simulation } from '../shared/simulation';
import { formatTarget, splitTarget } from '../shared/target';
import type { CloseReason, FollowingClientEvents, YardClientEvents } from './events';
import type { Identify } from './identity';
import { Moves, readTarget } from './moves';
import { isOwnAddress } from './own-networks';
import { YardClient } from './yard-client';

/** A server that has not answered by then is asked by a new socket: libzmq gives up one that met a server of another kind. */
const ASK_AGAIN_MS = SERVER_TIMEOUT_MS;
/**
 * So often it is asked, within a minute. The next server knows who comes no longer either, and where it is no yard at all, but the address of
 * somebody whom a server has all of its players ask, they ask no more.
 */
const ASKS_MAX = 20;
/** Whoever has not come along by then is not shown any more. */
const COME_ALONG_MS = 5000;

const UNREADABLE =
  'This yard was to lead you elsewhere, and its own address is in no usual form: you stay here.';

/** What a followed client is, for tests that have no sockets. */
export type PlainClient = Pick<
  YardClient,
  'move' | 'say' | 'setProfile' | 'succeed' | 'simulate' | 'leave' | 'ignored'
>;
export type ConnectPlain = (
  server: string,
  profile: Profile,
  events: YardClientEvents,
  key: string,
) => PlainClient;

export class FollowingClient {
  private readonly events: FollowingClientEvents;
  private key: string;
  private readonly connect: ConnectPlain;
  private readonly moves = new Moves(isOwnAddress);
  private readonly motion = new LastMotion();
  private velocity: Velocity = { vx: 0, vy: 0 };
  private profile: Profile;
  private simulation: Simulation = NO_SIMULATION;
  private server: string;
  private client: PlainClient;
  private state: ConnectionState = 'connecting';
  /** The reason for not following is said once for each server. */
  private isReasonSaid = false;
  /** Who was here, and who of them has not come along yet. */
  private readonly others = new Set<number>();
  private missing = new Set<number>();
  private missingTimer: NodeJS.Timeout | undefined;
  /** While the server that was moved to has not answered. */
  private askingTimer: NodeJS.Timeout | undefined;
  private asks = 0;

  /**
   * Connects as YardClient does, and throws as it does.
   * @param server as formatTarget() writes it
   * @param key of somebody whom the server knows already
   * @param identify whose identity each secured yard on the way is shown
   */
  constructor(
    server: string,
    profile: Profile,
    events: FollowingClientEvents,
    key: string = randomUUID(),
    identify?: Identify,
    connect: ConnectPlain = (...args) => new YardClient(...args, identify),
  ) {
    this.server = server;
    this.profile = profile;
    this.events = events;
    this.key = key;
    this.connect = connect;
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
    this.profile = profile;
    this.client.setProfile(profile);
  }

  simulate(simulation: Simulation): void {
    this.simulation = simulation;
    this.client.simulate(simulation);
  }

  leave(): void {
    clearInterval(this.askingTimer);
    clearTimeout(this.missingTimer);
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
      this.profile,
      {
        onMessage: ifPresent((message) => this.handleMessage(message)),
        onState: ifPresent((state, reason) => this.setState(state, reason)),
        onFigures: ifPresent((figures) => this.events.onFigures?.(figures)),
        onMoved: ifPresent((message) => this.handleMoved(message)),
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
      case '/refused':
        // It has answered, and has the player wait: a new connection would stand behind the others.
        this.arrive();
        break;
      case '/your/profile':
        if (this.profile.colour === '') this.profile = { ...this.profile, colour: message.colour };
        break;
      case '/player/profile':
        this.others.add(message.id);
        this.missing.delete(message.id);
        break;
      case '/player/left':
        this.others.delete(message.id);
        this.missing.delete(message.id);
        break;
      default:
    }
    this.events.onMessage(message);
  }

  private setState(state: ConnectionState, reason?: CloseReason): void {
    if (state !== 'lost') this.arrive();
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
    const [from, fromKey] = [this.server, this.key];
    this.server = server;
    this.key = this.events.keyAt?.(splitTarget(server).address) ?? fromKey;
    this.isReasonSaid = false;
    this.missing = new Set([...this.missing, ...this.others]);
    this.others.clear();
    if (!this.reopen()) {
      [this.server, this.key] = [from, fromKey];
      return;
    }
    clearTimeout(this.missingTimer);
    clearInterval(this.askingTimer);
    this.asks = 0;
    this.askingTimer = setInterval(() => this.askAgain(), ASK_AGAIN_MS);
    this.events.onFollowed?.(server);
  }

  private askAgain(): void {
    if (++this.asks >= ASKS_MAX) {
      this.leave();
      this.setState('closed', 'nowhere');
      return;
    }
    this.setState('lost');
    this.reopen();
  }

  /** False when there is no way to the address; then all stays as it was. */
  private reopen(): boolean {
    const before = this.client;
    try {
      this.client = this.open();
    } catch (error) {
      this.events.onNotFollowed?.((error as Error).message);
      return false;
    }
    before.leave();
    this.client.simulate(this.simulation);
    const place = this.motion.at(performance.now());
    if (place) this.client.move({ ...place, ...this.velocity });
    return true;
  }

  /** The server that was moved to has answered. */
  private arrive(): void {
    if (this.askingTimer === undefined) return;
    clearInterval(this.askingTimer);
    this.askingTimer = undefined;
    this.missingTimer = setTimeout(() => this.forgetMissing(), COME_ALONG_MS);
  }

  private forgetMissing(): void {
    for (const id of this.missing) this.events.onMessage({ address: '/player/left', id });
    this.missing.clear();
  }
}
