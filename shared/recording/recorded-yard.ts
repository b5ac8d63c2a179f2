import { DEFAULT_YARD_SIZE } from '../config';
import type { YardSize } from '../movement';
import { recordAt, type MotionRecord } from '../protocol/motions';
import type { RecordedBundle, RecordedMessage } from './recorded-bundle';
import { RecordedTrack } from './recorded-track';

/** Somebody who was in the yard. */
export interface RecordedPlayer {
  readonly id: number;
  name: string;
  colour: string;
  readonly track: RecordedTrack;
  /** When it was told to be gone; Infinity while it is here. */
  leftMs: number;
}

/** What is news in a bundle: of what is told again and again the first time, and all else. */
export type RecordedNews =
  | { kind: 'arrived' | 'changed' | 'left'; player: RecordedPlayer }
  | { kind: 'moved'; player: RecordedPlayer; motion: MotionRecord }
  | { kind: 'told'; message: RecordedMessage };

/**
 * The yard of a recording: who was there and where, as far as it was told and not forgotten. From a snapshot on it takes in
 * all bundles, in their order. Deterministic: no I/O, no clock.
 */
export class RecordedYard {
  size: YardSize = DEFAULT_YARD_SIZE;
  name = '';
  /** Who is here, by id. */
  readonly players = new Map<number, RecordedPlayer>();
  /** Who is gone, and not forgotten yet. */
  private gone: RecordedPlayer[] = [];

  /** Everybody of whom something is known: who is here, and who is gone and not forgotten. */
  get known(): readonly RecordedPlayer[] {
    return [...this.gone, ...this.players.values()];
  }

  /** Takes the next bundle in, and returns what is news in it, in the order in which it is told. */
  apply({ atMs, isSnapshot, messages }: RecordedBundle): RecordedNews[] {
    const news: RecordedNews[] = [];
    const told = new Set<number>();
    for (const message of messages) {
      if (message.address === '/player/profile') told.add(message.id);
      this.take(message, atMs, news);
    }
    if (isSnapshot) for (const id of [...this.players.keys()]) if (!told.has(id)) this.remove(id, atMs, news);
    return news;
  }

  /** Forgets what is not needed to know where everybody was from a moment on. */
  forget(beforeMs: number): void {
    this.gone = this.gone.filter(({ leftMs }) => leftMs > beforeMs);
    for (const { track } of this.known) track.forget(beforeMs);
  }

  private take(message: RecordedMessage, atMs: number, news: RecordedNews[]): void {
    switch (message.address) {
      case '/yard':
        this.size = { widthPx: message.widthPx, heightPx: message.heightPx };
        this.name = message.name;
        return;
      case '/player/profile':
        return this.introduce(message, news);
      case '/player/left':
        return this.remove(message.id, atMs, news);
      case '/motions':
        for (let i = 0; i < message.ids.length; i++) {
          const motion = recordAt(message, i, atMs);
          const player = this.players.get(motion.id);
          if (player?.track.add(motion)) news.push({ kind: 'moved', player, motion });
        }
        return;
      case '/roster':
        return;
      default:
        news.push({ kind: 'told', message });
    }
  }

  private introduce(
    { id, name, colour }: { id: number; name: string; colour: string },
    news: RecordedNews[],
  ): void {
    const known = this.players.get(id);
    if (known?.name === name && known.colour === colour) return;
    const player = known ?? { id, name, colour, track: new RecordedTrack(), leftMs: Infinity };
    Object.assign(player, { name, colour });
    this.players.set(id, player);
    news.push({ kind: known ? 'changed' : 'arrived', player });
  }

  private remove(id: number, atMs: number, news: RecordedNews[]): void {
    const player = this.players.get(id);
    if (!player) return;
    this.players.delete(id);
    player.leftMs = atMs;
    this.gone.push(player);
    news.push({ kind: 'left', player });
  }
}
