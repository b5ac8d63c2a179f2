import { CircleQuestionMark, LogOut, Radio, Users, Volume2, VolumeX } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { PanelProps } from './panel';

/** The buttons over a yard. A click leaves the focus where it is, so that Enter goes on to open the chat. */
export function Actions({ state, commands, send }: PanelProps) {
  const { panels } = state;
  const { isMuted } = state.preferences.value;
  const waiting = state.powers.waiting.value.length;
  return (
    <div class="actions" onMouseDown={(event) => event.preventDefault()}>
      <IconButton
        label="Players"
        hint="Players (hold Tab)"
        isExpanded={panels.side.value === 'players'}
        onClick={() => commands.perform({ action: 'players', nth: 0 })}
      >
        <Users aria-hidden />
      </IconButton>
      <IconButton
        label="Mute"
        hint={isMuted ? 'Sounds are off (K)' : 'Sounds are on (K)'}
        isPressed={isMuted}
        onClick={() => commands.perform({ action: 'mute', nth: 0 })}
      >
        {isMuted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
      </IconButton>
      <IconButton
        label="Help"
        hint="Help (F1)"
        isExpanded={panels.help.value !== undefined}
        onClick={() => commands.perform({ action: 'help', nth: 0 })}
      >
        <CircleQuestionMark aria-hidden />
      </IconButton>
      {state.hosting.value ? (
        <button
          type="button"
          aria-label={waiting === 0 ? 'Hosting' : `Hosting: ${waiting} waiting to come in`}
          aria-expanded={panels.side.value === 'hosting'}
          onClick={() => panels.toggleSide('hosting')}
        >
          <Radio aria-hidden /> <span>Hosting</span>
          {waiting > 0 && <b class="count">{waiting}</b>}
        </button>
      ) : (
        <button type="button" onClick={() => send({ address: 'leave' })}>
          <LogOut aria-hidden /> <span>Leave</span>
        </button>
      )}
    </div>
  );
}

function IconButton(props: {
  label: string;
  /** With the key that does the same. */
  hint: string;
  isExpanded?: boolean;
  isPressed?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class="icon"
      aria-label={props.label}
      title={props.hint}
      aria-expanded={props.isExpanded}
      aria-pressed={props.isPressed}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
