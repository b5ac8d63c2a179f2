/** A yard on several servers on a real NATS, each a process of its own, and the players who are in it. */
import { randomUUID } from 'node:crypto';
import { FollowingClient } from '../../client/following-client';
import type { Identify } from '../../client/identity';
import type { CloseReason, FollowCause } from '../../client/events';
import type { ConnectionState, YardMessage } from '../../shared/bridge';
import { freePort } from './free-port';
import { HostedServer } from './hosted-server';
import { until } from './until';

export const YARD = 'Our yard';

/** Somebody as one client, or one server, knows it. */
export interface Known {
  id: number;
  name: string;
}

/** Where somebody is, as one client was told last. */
export interface Seen extends Known {
  x: number;
  y: number;
  vx: number;
  vy: number;
}

/** One server of the yard. */
export class ClusterServer {
  readonly port: number;
  readonly hosted: HostedServer;

  private constructor(port: number, hosted: HostedServer) {
    this.port = port;
    this.hosted = hosted;
  }

  /** @param natsPort where it reaches NATS, or what stands before it */
  static async start(natsPort: number, ...args: string[]): Promise<ClusterServer> {
    const port = await freePort();
    const cluster = ['--cluster', `nats://127.0.0.1:${natsPort}`, '--name', YARD];
    return new ClusterServer(port, await HostedServer.start(port, ...cluster, ...args));
  }

  get target(): string {
    return `tcp://127.0.0.1:${this.port}`;
  }

  get output(): string {
    return this.hosted.program.output;
  }

  kill(signal: NodeJS.Signals): void {
    this.hosted.program.process.kill(signal);
  }

  /** Everybody in the yard, as this server knows it. */
  async roster(): Promise<Known[]> {
    return (await this.hosted.order('list'))['players'] as Known[];
  }
}

/** A player that goes on to other servers of its yard, with all that it was told. */
export class Member {
  readonly name: string;
  readonly key: string;
  /** All ids that it had, in order; of a place that was never lost there is one. */
  readonly ids: number[] = [];
  readonly others = new Map<number, Seen>();
  /** What the host's line said to it. */
  readonly lines: string[] = [];
  readonly states: ConnectionState[] = [];
  readonly followed: { server: string; cause: FollowCause }[] = [];
  reason: CloseReason | undefined;
  shown = '';
  private readonly client: FollowingClient;

  /** @param key of somebody who is in the yard already */
  constructor(server: string, name: string, key: string = randomUUID(), identify?: Identify) {
    this.name = name;
    this.key = key;
    this.client = new FollowingClient(
      server,
      { name, colour: '#e69f00' },
      {
        onMessage: (message) => this.apply(message),
        onState: (state, reason) => {
          this.states.push(state);
          this.reason = reason;
        },
        onFollowed: (to, cause) => this.followed.push({ server: to, cause }),
      },
      key,
      identify,
    );
    members.add(this);
  }

  get id(): number {
    return this.ids.at(-1) ?? NaN;
  }

  get isPresent(): boolean {
    return this.states.at(-1) === 'present';
  }

  /** Everybody in the yard, itself included, as it knows it. */
  get roster(): Known[] {
    return [{ id: this.id, name: this.shown }, ...this.others.values()];
  }

  move(x: number, y: number, vx = 0, vy = 0): void {
    this.client.move({ x, y, vx, vy });
  }

  leave(): void {
    members.delete(this);
    this.client.leave();
  }

  private apply(message: YardMessage): void {
    switch (message.address) {
      case '/yard':
        if (message.id !== this.ids.at(-1)) this.ids.push(message.id);
        break;
      case '/your/profile':
        this.shown = message.name;
        break;
      case '/player/profile': {
        const before = this.others.get(message.id);
        const place = { x: NaN, y: NaN, vx: 0, vy: 0 };
        this.others.set(message.id, { ...place, ...before, id: message.id, name: message.name });
        break;
      }
      case '/player/left':
        this.others.delete(message.id);
        break;
      case '/player/said':
        if (message.id === 0) this.lines.push(message.text);
        break;
      case '/motions':
        message.ids.forEach((id, i) => {
          const other = this.others.get(id);
          const { xs, ys, vxs, vys } = message;
          if (other)
            Object.assign(other, { x: xs[i] ?? NaN, y: ys[i] ?? NaN, vx: vxs[i] ?? NaN, vy: vys[i] ?? NaN });
        });
        break;
      default:
      // The rest is no part of who is where.
    }
  }
}

const members = new Set<Member>();

/** For afterEach: calls back whoever a test left in the yard. */
export function leaveAll(): void {
  for (const member of [...members]) member.leave();
}

/** A roster as text, to be compared. */
const written = (roster: readonly Known[]): string =>
  roster
    .map(({ id, name }) => `${id} ${name}`)
    .sort()
    .join('\n');

/** What is not right yet with a yard in which exactly these players are to be: undefined when all are of one mind. */
export async function disagreement(
  present: readonly Member[],
  servers: readonly ClusterServer[],
): Promise<string | undefined> {
  const absent = present.find(({ isPresent }) => !isPresent);
  if (absent) return `${absent.name} is not in the yard: ${absent.states.join()}`;
  const truth = written(present.map(({ id, shown }) => ({ id, name: shown })));
  if (new Set(present.map(({ id }) => id)).size < present.length) return `an id is there twice:\n${truth}`;
  for (const member of present)
    if (written(member.roster) !== truth)
      return `${member.name} knows\n${written(member.roster)}\nand there are\n${truth}`;
  for (const server of servers) {
    const roster = written(await server.roster());
    if (roster !== truth) return `the server at ${server.port} knows\n${roster}\nand there are\n${truth}`;
  }
  return undefined;
}

/** Waits until all clients and all servers know exactly these players. Resolves with how long that took, in ms. */
export async function untilOneRoster(
  present: readonly Member[],
  servers: readonly ClusterServer[],
): Promise<number> {
  const beganMs = performance.now();
  let last: string | undefined;
  try {
    await until(
      'one roster',
      async () => (last = await disagreement(present, servers)) === undefined,
      ONE_ROSTER_DEADLINE_MS,
    );
  } catch {
    throw new Error(`They do not come to one roster: ${last}`);
  }
  return performance.now() - beganMs;
}

const ONE_ROSTER_DEADLINE_MS = 25_000;

/** Waits until the servers say that they are so many together. */
export async function untilTogether(servers: readonly ClusterServer[]): Promise<void> {
  const others =
    servers.length === 2 ? 'together with one other' : `together with ${servers.length - 1} others`;
  await until(others, () => servers.every(({ output }) => output.includes(others)), ONE_ROSTER_DEADLINE_MS);
}
