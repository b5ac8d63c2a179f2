import { useLayoutEffect, useRef } from 'preact/hooks';
import { isolated } from '../../shared/text';
import type { PanelProps } from './panel';
import { Sentence } from './sentence';
import { keyChangeWords } from './words';

/** Asks before a yard is entered that has another key than it had: who does nothing stays out. */
export function KeyChangeDialog({ state, send }: PanelProps) {
  const change = state.keyChange.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const stayOut = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    stayOut.current?.focus();
  }, [change]);
  if (!change) return null;
  const answer = (isAccepted: boolean) => send({ address: 'keyChange', isAccepted });
  return (
    <dialog
      key={`${change.address} ${change.name}`}
      class="key-change card"
      role="alertdialog"
      aria-labelledby="key-change"
      aria-describedby="key-change-words"
      ref={dialog}
      onKeyDown={(event) => {
        // The yard's keys have no meaning here.
        event.stopPropagation();
        if (event.key === 'Escape') answer(false);
      }}
      // It goes when the shell has taken the answer.
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="key-change">The key of this yard has changed since you were here</h2>
      <div id="key-change-words">
        <p>
          <Sentence text={`${isolated(change.name)} at ${change.address}`} />
        </p>
        <p>{keyChangeWords(change)}</p>
      </div>
      <div class="answers">
        <button type="button" class="accent" ref={stayOut} onClick={() => answer(false)}>
          Stay out
        </button>
        <button type="button" onClick={() => answer(true)}>
          Enter anyway
        </button>
      </div>
    </dialog>
  );
}
