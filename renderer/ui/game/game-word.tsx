import type { PanelProps } from '../panel';

/** What changes for the person, big and short for a moment; read out at once. */
export function GameWord({ state }: PanelProps) {
  const word = state.games.news.word.value;
  return (
    // There before it says something, so that it is read out.
    <div class="game-word" aria-live="assertive">
      {word && <p key={keyOf(word)}>{word.text}</p>}
    </div>
  );
}

const keys = new WeakMap<object, number>();
let last = 0;

/** Another one for each, so that it comes anew. */
function keyOf(word: object): number {
  const known = keys.get(word) ?? ++last;
  keys.set(word, known);
  return known;
}
