import type { GameState } from '../state';

/** As whom somebody is shown in a game, oneself included; undefined for who is not here any more. */
export function nameOf({ games, shownSelf, others }: GameState, id: number): string | undefined {
  return id === games.ownId.value ? shownSelf.value.name : others.value.get(id)?.name;
}
