import { useComputed, useSignal } from '@preact/signals';
import { EllipsisVertical } from 'lucide-preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { OutcomeText } from './host/outcome-text';
import type { PanelProps } from './panel';
import { Dot } from './parts';
import { PlayerMenu } from './player-menu';
import { listPlayers, type Listed } from './players';
import { rowsInSight, rowsToScroll } from './rows-in-sight';
import { useThrottled } from './throttled';

/** As in hud.css. */
const ROW_PX = 28;
/** To sort a crowd takes its time: not for everybody who comes. */
const LIST_INTERVAL_MS = 250;

type Key = number | 'you';

function keyOf({ id }: Pick<Listed, 'id'>): Key {
  return id ?? 'you';
}

/** Everybody in the yard. Of thousands, those rows are in the page that may be seen. */
export function PlayersCard(props: PanelProps) {
  const { state } = props;
  const others = useThrottled(state.others, LIST_INTERVAL_MS);
  const players = useComputed(() =>
    listPlayers(state.isSpectator.value ? undefined : state.shownSelf.value, others.value),
  );
  const scrolledPx = useSignal(0);
  const list = useRef<HTMLUListElement>(null);
  const card = useRef<HTMLElement>(null);
  const keys = useRef<readonly Key[]>([]);
  const rows = useComputed(() => {
    const listedPx = scrolledPx.value - (list.current?.offsetTop ?? 0);
    // No card is higher than the window.
    return rowsInSight(listedPx, window.innerHeight, ROW_PX, players.value.length);
  });
  // Who reads the list goes on to see what they read, whoever comes.
  useLayoutEffect(() => {
    const before = keys.current;
    keys.current = players.value.map(keyOf);
    const firstSeen = Math.floor((scrolledPx.peek() - (list.current?.offsetTop ?? 0)) / ROW_PX);
    const scrollPx = ROW_PX * rowsToScroll(before, keys.current, firstSeen);
    if (!card.current || scrollPx === 0) return;
    card.current.scrollTop += scrollPx;
    scrolledPx.value = card.current.scrollTop;
  }, [players.value]);
  const { first, end } = rows.value;
  const count = players.value.length;
  const opened = useSignal<{ id: number; button: HTMLElement } | undefined>(undefined);
  const chosen = players.value.find(({ id }) => id !== undefined && id === opened.value?.id);
  const close = () => (opened.value = undefined);
  const muted = state.mutes.muted.value;
  const mutedForAll = state.powers.access.value?.muted ?? [];
  return (
    // With the keyboard one scrolls only what can have the focus.
    <section
      ref={card}
      class="players card"
      aria-labelledby="players"
      tabIndex={0}
      onScroll={(event) => {
        scrolledPx.value = event.currentTarget.scrollTop;
        close();
      }}
    >
      <h2 id="players">
        Players <span class="detail">{state.playersHere.value} here</span>
      </h2>
      <OutcomeText state={state} place="players" />
      <ul ref={list} class="rows" style={{ height: count * ROW_PX, paddingTop: first * ROW_PX }}>
        {players.value.slice(first, end).map(({ id, name, colour, label }, i) => (
          <li key={keyOf({ id })} aria-setsize={count} aria-posinset={first + i + 1}>
            <Dot colour={colour} />
            <bdi>{name}</bdi>
            {label !== undefined && <span class="detail">{label}</span>}
            {id !== undefined && (muted.has(id) || mutedForAll.includes(id)) && (
              <span class="detail">muted</span>
            )}
            {id !== undefined && (
              <button
                type="button"
                class="quiet"
                aria-label={`Menu for ${name}`}
                aria-haspopup="menu"
                aria-expanded={opened.value?.id === id}
                onClick={({ currentTarget: button }) =>
                  (opened.value = opened.value?.id === id ? undefined : { id, button })
                }
              >
                <EllipsisVertical aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
      {opened.value && chosen && (
        <PlayerMenu
          {...props}
          key={opened.value.id}
          player={{ id: opened.value.id, name: chosen.name }}
          anchor={opened.value.button}
          onClose={close}
        />
      )}
    </section>
  );
}
