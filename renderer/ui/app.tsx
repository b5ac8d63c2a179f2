import { render } from 'preact';
import { useSignalEffect } from '@preact/signals';
import { X } from 'lucide-preact';
import { Hud } from './hud';
import { Lobby } from './lobby';
import type { PanelProps } from './panel';

/** Shows the panels over the yard, as HTML: so that text fields, screen readers and the keyboard work. */
export function openPanels(parent: HTMLElement, props: PanelProps): void {
  render(<App {...props} />, parent);
}

function App(props: PanelProps) {
  const { state } = props;
  const isInLobby = state.connection.value === undefined;
  useSignalEffect(() => {
    const yard = state.yardName.value;
    document.title = yard === '' ? 'Zeroyard' : `${yard} – Zeroyard`;
  });
  return (
    <>
      {isInLobby ? <Lobby {...props} /> : <Hud {...props} />}
      <div class="notices">
        {state.notices.value.map((text) => (
          <p key={text} class="card" role="alert">
            {text}
            <button type="button" class="quiet" aria-label="Dismiss" onClick={() => state.dismiss(text)}>
              <X aria-hidden />
            </button>
          </p>
        ))}
      </div>
    </>
  );
}
