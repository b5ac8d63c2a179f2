import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ClosingQuestion } from '../../shared/hosted-yard';
import { closingWords } from './host/host-words';
import type { PanelProps } from './panel';

/** Whether to close a yard that others are in. Enter, or to ask for the same once more, closes it; Escape leaves it open. */
export function ClosingDialog({ state, send, question }: PanelProps & { question: ClosingQuestion }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    confirm.current?.focus();
  }, []);
  const answer = (isConfirmed: boolean) => send({ address: 'closing', isConfirmed });
  const { title, detail, yes, no } = closingWords({
    ...question,
    canHandOver: state.successors.value.length > 0,
  });
  return (
    <dialog
      ref={dialog}
      class="closing card"
      role="alertdialog"
      aria-labelledby="closing"
      aria-describedby="closing-detail"
      // Nothing that is pressed here walks, talks or closes a panel behind it.
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault();
        answer(false);
      }}
    >
      <h2 id="closing">{title}</h2>
      <p id="closing-detail">{detail}</p>
      <div>
        <button type="button" class="accent" ref={confirm} onClick={() => answer(true)}>
          {yes}
        </button>
        <button type="button" onClick={() => answer(false)}>
          {no}
        </button>
      </div>
    </dialog>
  );
}
