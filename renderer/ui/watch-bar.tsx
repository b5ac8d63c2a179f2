import { Map as MapIcon, UserRoundSearch } from 'lucide-preact';
import type { PanelProps } from './panel';
import { Dot } from './parts';

/** In place of what players have at the bottom: what one sees, and what else there is to be seen. */
export function WatchBar({ state, commands }: PanelProps) {
  const { mode } = state.view.value;
  return (
    <div
      class="emotes watching"
      role="group"
      aria-label="What you see"
      onMouseDown={(event) => event.preventDefault()}
    >
      <p role="status">
        <Seen state={state} />
      </p>
      <button
        type="button"
        title="Follow the next player (F or Tab)"
        aria-keyshortcuts="F"
        disabled={state.others.value.size === 0}
        onClick={() => commands.perform({ action: 'follow', nth: 0 })}
      >
        <UserRoundSearch aria-hidden /> <span>Follow {mode === 'follow' ? 'next' : 'somebody'}</span>
      </button>
      <button
        type="button"
        title="See the whole yard (V)"
        aria-keyshortcuts="V"
        aria-pressed={mode === 'whole'}
        onClick={() => commands.perform({ action: 'whole', nth: 0 })}
      >
        <MapIcon aria-hidden /> <span>Whole yard</span>
      </button>
    </div>
  );
}

function Seen({ state }: Pick<PanelProps, 'state'>) {
  const view = state.view.value;
  if (view.mode === 'whole') return <>Watching the whole yard</>;
  const followed = view.mode === 'follow' ? state.others.value.get(view.id) : undefined;
  if (!followed) return <>Looking around</>;
  return (
    <>
      Following <Dot colour={followed.colour} /> <bdi>{followed.name}</bdi>
    </>
  );
}
