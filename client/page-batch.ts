import type { YardMessage } from '../shared/bridge';
import { REMOTE_PLAYERS_MAX } from '../shared/config';

/** Of all players twice. More comes within a frame only after a stall, and the newest count. */
const MOTIONS_MAX = 2 * REMOTE_PLAYERS_MAX;

/**
 * What a yard tells a page between two frames, merged: of what is state the newest counts, of each player and of the yard.
 * Each keeps the place of the first of its kind, so that a newcomer's profile stays before its first motion.
 * Deterministic: no I/O, no clock.
 */
export class PageBatch {
  private readonly messages = new Map<string, YardMessage>();
  /** The messages with motions of many, in order, and how many are in them. */
  private motions: { key: string; count: number }[] = [];
  private motionCount = 0;
  private count = 0;

  get isEmpty(): boolean {
    return this.messages.size === 0;
  }

  add(message: YardMessage): void {
    const key = this.keyOf(message);
    this.messages.set(key, merged(this.messages.get(key), message));
    if (message.address === '/motions') this.limitMotions(key, message.ids.length);
  }

  /** Removes all, and returns it in order. */
  drain(): YardMessage[] {
    const drained = [...this.messages.values()];
    this.clear();
    return drained;
  }

  clear(): void {
    this.messages.clear();
    this.motions = [];
    this.motionCount = 0;
  }

  private limitMotions(key: string, count: number): void {
    this.motions.push({ key, count });
    this.motionCount += count;
    while (this.motionCount > MOTIONS_MAX) {
      const oldest = this.motions.shift();
      this.motionCount -= oldest?.count ?? 0;
      this.messages.delete(oldest?.key ?? '');
    }
  }

  private keyOf(message: YardMessage): string {
    switch (message.address) {
      case '/yard':
      case '/your/profile':
      case 'heard':
      case '/corrected':
      case '/refused':
      case '/game':
      case '/game/players':
      case '/things':
        return message.address;
      case '/player/profile':
      case '/player/left':
        return `player ${message.id}`;
      case '/player/position':
        return `place ${message.id}`;
      default:
        return `message ${this.count++}`;
    }
  }
}

/** What is told of some of many: of each of them the newest. */
function merged(before: YardMessage | undefined, message: YardMessage): YardMessage {
  if (before?.address === '/game/players' && message.address === '/game/players')
    return { ...message, players: [...others(before.players, message.players), ...message.players] };
  if (before?.address !== '/things' || message.address !== '/things') return message;
  const laterMs = message.sentMs - before.sentMs;
  const things = others(before.things, message.things).map((thing) => ({
    ...thing,
    age: thing.age + laterMs,
  }));
  return { ...message, things: [...things, ...message.things] };
}

function others<T extends { id: number }>(before: readonly T[], now: readonly T[]): T[] {
  const ids = new Set(now.map(({ id }) => id));
  return before.filter(({ id }) => !ids.has(id));
}
