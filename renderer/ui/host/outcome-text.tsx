import { useEffect } from 'preact/hooks';
import { Sentence } from '../sentence';
import type { GameState } from '../state';
import type { Place } from './host-powers';

/** What became of the last command that was given here. */
export function OutcomeText({ state, place }: { state: GameState; place: Place }) {
  const outcome = state.powers.outcome.value;
  const isHere = outcome?.place === place;
  // When it comes up the next time, nothing was asked there yet.
  useEffect(() => () => state.powers.dismiss(place), []);
  return (
    <>
      {/* There before it says something, so that it is read out. */}
      <p class="detail outcome" aria-live="polite">
        {isHere && !outcome.isError && <Sentence text={outcome.text} />}
      </p>
      {isHere && outcome.isError && (
        <p class="fault" role="alert">
          <Sentence text={outcome.text} />
        </p>
      )}
    </>
  );
}
