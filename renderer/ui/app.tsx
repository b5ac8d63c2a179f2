import { render } from 'preact';
import { useSignalEffect } from '@preact/signals';
import { isolated } from '../../shared/text';
import { ClosingDialog } from './closing-dialog';
import { Hud } from './hud';
import { KeyChangeDialog } from './key-change';
import { Lobby } from './lobby';
import { Notices } from './notices';
import type { PanelProps } from './panel';

/** Shows the panels over the yard, as HTML: so that text fields, screen readers and the keyboard work. */
export function openPanels(parent: HTMLElement, props: PanelProps): void {
  // What stood there for those whose page does not come.
  parent.replaceChildren();
  render(<App {...props} />, parent);
}

function App(props: PanelProps) {
  const { state, commands } = props;
  const isInLobby = state.connection.value === undefined;
  useSignalEffect(() => {
    const yard = state.yardName.value;
    document.title = yard === '' ? 'Zeroyard' : `${isolated(yard)} – Zeroyard`;
  });
  useSignalEffect(() => {
    const isInYard = state.connection.value?.state === 'present';
    if (isInYard && !state.preferences.value.hasSeenHelp) commands.welcome();
  });
  const question = state.powers.question.value;
  return (
    <>
      {isInLobby ? (
        <div class="lobby-page">
          <Notices state={state} />
          <Lobby {...props} />
        </div>
      ) : (
        <Hud {...props} />
      )}
      <KeyChangeDialog {...props} />
      {!isInLobby && question && <ClosingDialog key={question.about} {...props} question={question} />}
    </>
  );
}
