import type { ToRenderer } from '../../shared/bridge';
import { GameNews, type GameSound } from './game-news';
import { GameStanding } from './game-standing';

/**
 * Between two things that are said or heard of a game: three flashes a second are the most that harm nobody, and a server that flips
 * more often is to drown neither the chat nor what a screen reader says.
 */
const REST_MS = 400;

/** The game in the yard, and what of it is said and heard at once. Deterministic: no I/O, no clock. */
export class Games extends GameStanding {
  readonly news = new GameNews();
  /** Called for what changes for the person. */
  onSound: (sound: GameSound) => void = () => undefined;
  private readonly onLine: (line: string, nowMs: number) => void;
  private saidMs = -Infinity;
  private isPending = false;

  /** @param onLine told in one line which game is on and how it goes */
  constructor(onLine: (line: string, nowMs: number) => void) {
    super();
    this.onLine = onLine;
  }

  /** Takes in what came at once. */
  handleAll(messages: readonly ToRenderer[], nowMs: number): void {
    for (const message of messages) this.handle(message, nowMs);
    this.settle();
    this.follow(nowMs);
  }

  /** Once a frame: a game of which nothing is told is over, and what had to wait is said. */
  passTime(nowMs: number): void {
    if (this.forget(nowMs) || this.isPending) this.follow(nowMs);
  }

  private follow(nowMs: number): void {
    this.isPending = nowMs - this.saidMs < REST_MS;
    if (this.isPending) return;
    const word = this.news.word.peek();
    const { line, sound } = this.news.follow(this.game.peek(), this.own.peek());
    if (line !== undefined) this.onLine(line, nowMs);
    if (sound) this.onSound(sound);
    if (line !== undefined || sound || this.news.word.peek() !== word) this.saidMs = nowMs;
  }
}
