import { useComputed } from '@preact/signals';
import type { PanelProps } from './panel';
import { Dot } from './parts';
import { listPlayers } from './players';

/** Everybody in the yard. */
export function PlayersCard({ state }: PanelProps) {
  const players = useComputed(() => listPlayers(state.shownSelf.value, state.others.value));
  return (
    // With the keyboard one scrolls only what can have the focus.
    <section class="players card" aria-labelledby="players" tabIndex={0}>
      <h2 id="players">
        Players <span class="detail">{state.playersHere.value} here</span>
      </h2>
      <ul class="people">
        {players.value.map(({ id, name, colour, label }) => (
          <li key={id ?? 'you'}>
            <Dot colour={colour} />
            <bdi>{name}</bdi>
            {label !== undefined && <span class="detail">{label}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
