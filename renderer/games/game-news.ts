import { signal } from '@preact/signals';
import type { Part, PlayedGame } from './game-standing';
import { teamOf } from '../../shared/game-parts';
import { changeWord, newsWords } from './game-words';
import { ROLES } from '../../shared/protocol/games';

/** it: it changes against the person · go: it changes otherwise · got: a thing for their team · podium: the end of a round. */
export type GameSound = 'it' | 'go' | 'got' | 'podium';

/** What is to be said and heard at once; empty for nothing. */
export interface GameNewsItem {
  /** Which game is on and how it goes, for who did not know. */
  line?: string;
  sound?: GameSound;
}

/** What changes for the person in a game, once each. Deterministic: no I/O, no clock. */
export class GameNews {
  /** Each is an object of its own, so that the same is said twice. */
  readonly word = signal<{ text: string } | undefined>(undefined);
  private n: number | undefined;
  /** In which round the person was told of what they are in it. */
  private toldPart = '';
  private toldPodium = '';
  private score = 0;

  /** @param own undefined for who has no part in it */
  follow(game: PlayedGame | undefined, own: Part | undefined): GameNewsItem {
    if (!game) {
      this.n = undefined;
      this.toldPart = this.toldPodium = '';
      this.word.value = undefined;
      return {};
    }
    const news: GameNewsItem = {};
    if (game.n !== this.n) news.line = newsWords(game.name);
    const sound = this.podium(game) ?? this.change(game, own) ?? this.gain(game, own);
    if (sound) news.sound = sound;
    this.n = game.n;
    this.score = own?.score ?? 0;
    return news;
  }

  private podium({ phase, n, round }: PlayedGame): GameSound | undefined {
    const key = `${n} ${round}`;
    if (phase !== 'podium' || this.toldPodium === key) return undefined;
    this.toldPodium = key;
    this.word.value = undefined;
    return 'podium';
  }

  private change(game: PlayedGame, own: Part | undefined): GameSound | undefined {
    if (!own || (game.phase !== 'running' && game.phase !== 'counting')) return undefined;
    const key = `${game.n} ${game.round} ${own.role}`;
    if (this.toldPart === key) return undefined;
    this.toldPart = key;
    const text = changeWord(game, own);
    if (text === undefined) return undefined;
    this.word.value = { text };
    return own.role === ROLES.it || own.role === ROLES.found ? 'it' : 'go';
  }

  private gain({ n }: PlayedGame, own: Part | undefined): GameSound | undefined {
    return n === this.n && teamOf(own) !== undefined && (own?.score ?? 0) > this.score ? 'got' : undefined;
  }
}
