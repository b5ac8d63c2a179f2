import { useId } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { Check, Copy } from 'lucide-preact';
import type { ComponentChildren, Ref } from 'preact';

/** How long a button says that it has copied. */
const COPIED_MS = 1500;

/** A text field with its label above and what is wrong with it below. */
export function TextField(props: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** When the person is done with it. */
  onChange?: (value: string) => void;
  fault?: string | undefined;
  placeholder?: string;
  inputMode?: 'numeric' | 'url';
  autoComplete?: string;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const id = useId();
  const { label, value, onInput, onChange, fault, inputRef, ...rest } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...rest}
        ref={inputRef ?? null}
        id={id}
        type="text"
        value={value}
        spellcheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onInput={(event) => onInput(event.currentTarget.value)}
        onChange={(event) => onChange?.(event.currentTarget.value)}
      />
      {fault !== undefined && <FaultText id={`${id}-fault`}>{fault}</FaultText>}
    </div>
  );
}

export function FaultText(props: { id?: string; children: ComponentChildren }) {
  return (
    <p class="fault" role="alert" id={props.id}>
      {props.children}
    </p>
  );
}

/** A choice among a few, all in sight. */
export function Segments<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly { value: T; label: string; icon: ComponentChildren }[];
  onChange: (value: T) => void;
  /** What the present choice means. */
  detail?: string;
}) {
  const name = useId();
  return (
    <fieldset class="segments" aria-describedby={props.detail === undefined ? undefined : `${name}-detail`}>
      <legend>{props.label}</legend>
      <div>
        {props.choices.map(({ value, label, icon }) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              checked={value === props.value}
              onChange={() => props.onChange(value)}
            />
            <span>
              {icon} {label}
            </span>
          </label>
        ))}
      </div>
      {props.detail !== undefined && (
        <p class="detail" id={`${name}-detail`} aria-live="polite">
          {props.detail}
        </p>
      )}
    </fieldset>
  );
}

/** A text to give to somebody else, with a button that copies it. */
export function Copyable(props: { label: string; text: string }) {
  return (
    <div class="copyable">
      <code>{props.text}</code>
      <CopyButton what={props.label} text={() => props.text} />
    </div>
  );
}

/** Puts a text on the clipboard, and says so. */
export function CopyButton(props: { what: string; text: () => string }) {
  const isCopied = useSignal(false);
  // A page that came over plain http may not write to the clipboard.
  if (!window.isSecureContext) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(props.text());
    isCopied.value = true;
    setTimeout(() => (isCopied.value = false), COPIED_MS);
  };
  return (
    <button type="button" class="quiet" aria-label={`Copy ${props.what}`} onClick={() => void copy()}>
      {isCopied.value ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{isCopied.value ? 'Copied' : 'Copy'}</span>
    </button>
  );
}

/** A disc in a player's colour. */
export function Dot(props: { colour: string }) {
  return <span class="dot" style={{ background: props.colour }} aria-hidden />;
}
