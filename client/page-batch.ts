import type { YardMessage } from '../shared/bridge';
import { REMOTE_PLAYERS_MAX } from '../shared/config';

/** Of all players twice. More comes within a frame only after a stall, and the newest count. */
const POSITIONS_MAX = 2 * REMOTE_PLAYERS_MAX;

/**
 * What a yard tells a page between two frames, merged: of what is state the newest counts, of each player and of the yard.
 * Each keeps the place of the first of its kind, so that a newcomer's profile stays before its first position.
 * Deterministic: no I/O, no clock.
 */
export class PageBatch {
  private readonly messages = new Map<string, YardMessage>();
  /** The messages with positions of many, in order, and how many are in them. */
  private positions: { key: string; count: number }[] = [];
  private positionCount = 0;
  private count = 0;

  get isEmpty(): boolean {
    return this.messages.size === 0;
  }

  add(message: YardMessage): void {
    const key = this.keyOf(message);
    this.messages.set(key, message);
    if (message.address === '/positions') this.limitPositions(key, message.ids.length);
  }

  /** Removes all, and returns it in order. */
  drain(): YardMessage[] {
    const drained = [...this.messages.values()];
    this.clear();
    return drained;
  }

  clear(): void {
    this.messages.clear();
    this.positions = [];
    this.positionCount = 0;
  }

  private limitPositions(key: string, count: number): void {
    this.positions.push({ key, count });
    this.positionCount += count;
    while (this.positionCount > POSITIONS_MAX) {
      const oldest = this.positions.shift();
      this.positionCount -= oldest?.count ?? 0;
      this.messages.delete(oldest?.key ?? '');
    }
  }

  private keyOf(message: YardMessage): string {
    switch (message.address) {
      case '/yard':
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
