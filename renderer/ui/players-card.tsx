import { useComputed } from '@preact/signals';
import type { PanelProps } from './panel';
import { Dot } from './parts';
import { listPlayers } from './players';

/** More than anybody looks through, in a list that is drawn anew whenever somebody comes. */
const LISTED_MAX = 200;

/** Everybody in the yard, as far as there is room. */
export function PlayersCard({ state }: PanelProps) {
  const players = useComputed(() => listPlayers(state.shownSelf.value, state.others.value));
  return (
    // With the keyboard one scrolls only what can have the focus.
    <section class="players card" aria-labelledby="players" tabIndex={0}>
      <h2 id="players">
        Players <span class="detail">{state.playersHere.value} here</span>
      </h2>
      <ul class="people">
        {players.value.slice(0, LISTED_MAX).map(({ id, name, colour, label }) => (
          <li key={id ?? 'you'}>
            <Dot colour={colour} />
            <bdi>{name}</bdi>
            {label !== undefined && <span class="detail">{label}</span>}
          </li>
        ))}
      </ul>
      {players.value.length > LISTED_MAX && (
        <p class="detail">and {players.value.length - LISTED_MAX} more</p>
      )}
    </section>
  );
}
