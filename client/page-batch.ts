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
    this.messages.set(key, message);
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
