/** What players see: the picture that the server's messages make, kept as simply as can be. */
import type { ConnectionState, YardMessage } from '../../shared/bridge';
import type { ServerMessage } from '../../shared/protocol/messages';
import { YardClient } from '../../client/yard-client';
import { targetAt } from './secured';

export interface Sight {
  name: string;
  x?: number;
  y?: number;
}

/** Who else is here and where, as one peer received it; it knows nobody whose profile it did not receive. */
export class Picture {
  /** The ids under which the server knew this peer, one after the other. */
  readonly ids: number[] = [];
  /** Whoever was said to be gone, in order. */
  readonly left: number[] = [];
  readonly others = new Map<number, Sight>();
  /** Every x at which another was seen, ever. */
  private readonly xs = new Map<number, Set<number>>();

  apply(message: ServerMessage | YardMessage): void {
    switch (message.address) {
      case '/yard':
        if (message.id !== this.ids.at(-1)) this.ids.push(message.id);
        break;
      case '/player/profile':
        this.others.set(message.id, { ...this.others.get(message.id), name: message.name });
        break;
      case '/player/left':
        this.left.push(message.id);
        this.others.delete(message.id);
        break;
      case '/player/position':
        this.place(message.id, message.x, message.y);
        break;
      case '/motions':
        message.ids.forEach((id, i) => this.place(id, message.xs[i] ?? NaN, message.ys[i] ?? NaN));
        break;
      default:
      // The rest is no part of who is where.
    }
  }

  get id(): number | undefined {
    return this.ids.at(-1);
  }

  /** All others, by name. */
  sights(): Sight[] {
    return [...this.others.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  xsOf(id: number): ReadonlySet<number> {
    return this.xs.get(id) ?? new Set();
  }

  private place(id: number, x: number, y: number): void {
    const other = this.others.get(id);
    if (other) Object.assign(other, { x, y });
    const xs = this.xs.get(id);
    if (xs) xs.add(x);
    else this.xs.set(id, new Set([x]));
  }
}

/** A player in this process with its picture of the others. */
export interface Companion {
  name: string;
  player: YardClient;
  states: ConnectionState[];
  picture: Picture;
}

const companions = new Set<Companion>();

export function join(port: number, name: string): Companion {
  const states: ConnectionState[] = [];
  const picture = new Picture();
  const player = new YardClient(
    targetAt(port),
    { name, colour: '#e69f00' },
    { onMessage: (message) => picture.apply(message), onState: (state) => states.push(state) },
  );
  const companion = { name, player, states, picture };
  companions.add(companion);
  return companion;
}

export function leave(companion: Companion): void {
  companions.delete(companion);
  companion.player.leave();
}

/** For afterEach: calls back whoever a test left in the yard. */
export function leaveAll(): void {
  for (const companion of companions) leave(companion);
}
