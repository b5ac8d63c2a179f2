import type { ToRenderer } from '../../shared/bridge';
import { GameNews, type GameSound } from './game-news';
import { GameStanding } from './game-standing';

/** The game in the yard, and what of it is said and heard at once. Deterministic: no I/O, no clock. */
export class Games extends GameStanding {
  readonly news = new GameNews();
  /** Called for what changes for the person. */
  onSound: (sound: GameSound) => void = () => undefined;
  private readonly onLine: (line: string, nowMs: number) => void;

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

  /** Once a frame: a game of which nothing is told is over. */
  passTime(nowMs: number): void {
    if (this.forget(nowMs)) this.follow(nowMs);
  }

  private follow(nowMs: number): void {
    const { line, sound } = this.news.follow(this.game.peek(), this.own.peek());
    if (line !== undefined) this.onLine(line, nowMs);
    if (sound) this.onSound(sound);
  }
}
