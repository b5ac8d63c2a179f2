import type { Game } from './game';
import { Ghosts } from './ghosts';
import { Hide } from './hide';
import { Tag } from './tag';
import { Treasure } from './treasure';

/** All games, by the words of the host. */
export const GAMES: Readonly<Record<string, (() => Game) | undefined>> = {
  tag: () => new Tag(),
  treasure: () => new Treasure(),
  hide: () => new Hide(),
  ghosts: () => new Ghosts(),
};

export const GAME_NAMES: readonly string[] = Object.keys(GAMES);

/** The rules of a game; undefined where there is none of this name. */
export function createGame(name: string): Game | undefined {
  return Object.hasOwn(GAMES, name) ? GAMES[name]?.() : undefined;
}
