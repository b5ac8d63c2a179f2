import { useComputed } from '@preact/signals';
import { companyOf, taskWords } from '../../games/game-words';
import type { PanelProps } from '../panel';
import { Sentence } from '../sentence';
import { nameOf } from './name-of';

/** What to do in the game that is on; nothing while there is none. */
export function Task({ state }: Pick<PanelProps, 'state'>) {
  const { game, parts, own } = state.games;
  const words = useComputed(
    () =>
      game.value &&
      taskWords(
        game.value,
        own.value,
        companyOf(parts.value, (id) => nameOf(state, id)),
      ),
  );
  return words.value === undefined ? null : <Sentence text={words.value} />;
}
