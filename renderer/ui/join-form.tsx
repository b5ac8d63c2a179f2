import type { Signal } from '@preact/signals';
import { TextField } from './parts';
import type { PanelProps } from './panel';
import { WatchButton } from './watch-button';

/** Asks to be let into a yard, unless the person has no name to be shown under. @param name as which the yard is shown to them */
export function joinYard(
  { state, send }: Pick<PanelProps, 'state' | 'send'>,
  target: string,
  name?: string,
): void {
  if (state.checkName()) send({ address: 'join', target, name });
}

/**
 * A field for an address or an invite, and what is wrong with it.
 * @param tried what was sent last, for a yard that may refuse it
 * @param refusal why it did
 * @param canWatch whether one may also just look on there
 */
export function JoinForm({
  state,
  send,
  draft,
  title,
  label,
  placeholder,
  tried,
  refusal,
  canWatch = false,
}: PanelProps & {
  draft: Signal<string>;
  title: string;
  label: string;
  placeholder: string;
  tried?: Signal<string>;
  refusal?: string;
  canWatch?: boolean;
}) {
  const isRefused = draft.value !== '' && tried?.value === draft.value;
  return (
    <form
      class={canWatch ? 'by-address with-watch' : 'by-address'}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (tried) tried.value = draft.value;
        joinYard({ state, send }, draft.value);
      }}
    >
      <TextField
        label={label}
        value={draft.value}
        onInput={(value) => {
          draft.value = value;
          state.clearFault('join');
        }}
        fault={state.faults.value.join?.reason ?? (isRefused ? refusal : undefined)}
        placeholder={placeholder}
        inputMode="url"
      />
      <button type="submit" disabled={draft.value.trim() === ''}>
        Join
      </button>
      {canWatch && <WatchButton send={send} target={draft.value} isDisabled={draft.value.trim() === ''} />}
    </form>
  );
}
