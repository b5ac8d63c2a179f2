import { useSignal } from '@preact/signals';

/**
 * A form's draft of a value that the shell tells: what was typed over it, and `told` itself as soon as it is told anew.
 * Derived at each rendering and not copied by an effect: effects run a frame after a form is shown, so that one would
 * undo what was typed by then. Returns the draft, and what changes it.
 */
export function useDraft<T extends object>(told: T): [T, (changed: Partial<T>) => void] {
  const typed = useSignal<{ over: T; draft: T } | undefined>(undefined);
  const draft = () => (typed.value?.over === told ? typed.value.draft : told);
  return [draft(), (changed) => (typed.value = { over: told, draft: { ...draft(), ...changed } })];
}
