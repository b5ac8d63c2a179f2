import { useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { PanelProps } from './panel';
import { Dot } from './parts';
import { listPlayers } from './players';
import { rowsInSight } from './rows-in-sight';
import { useThrottled } from './throttled';

/** As in hud.css. */
const ROW_PX = 28;
/** To sort a crowd takes its time: not for everybody who comes. */
const LIST_INTERVAL_MS = 250;

/** Everybody in the yard. Of thousands, those rows are in the page that may be seen. */
export function PlayersCard({ state }: PanelProps) {
  const others = useThrottled(state.others, LIST_INTERVAL_MS);
  const players = useComputed(() => listPlayers(state.shownSelf.value, others.value));
  const scrolledPx = useSignal(0);
  const list = useRef<HTMLUListElement>(null);
  const rows = useComputed(() => {
    const listedPx = scrolledPx.value - (list.current?.offsetTop ?? 0);
    // No card is higher than the window.
    return rowsInSight(listedPx, window.innerHeight, ROW_PX, players.value.length);
  });
  const { first, end } = rows.value;
  const count = players.value.length;
  return (
    // With the keyboard one scrolls only what can have the focus.
    <section
      class="players card"
      aria-labelledby="players"
      tabIndex={0}
      onScroll={(event) => (scrolledPx.value = event.currentTarget.scrollTop)}
    >
      <h2 id="players">
        Players <span class="detail">{state.playersHere.value} here</span>
      </h2>
      <ul ref={list} class="rows" style={{ height: count * ROW_PX, paddingTop: first * ROW_PX }}>
        {players.value.slice(first, end).map(({ id, name, colour, label }, i) => (
          <li key={id ?? 'you'} aria-setsize={count} aria-posinset={first + i + 1}>
            <Dot colour={colour} />
            <bdi>{name}</bdi>
            {label !== undefined && <span class="detail">{label}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
