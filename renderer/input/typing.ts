/** Where keys mean something else: text is typed, choices are moved through. */
const FIELDS = 'input, textarea, select';

/** Whether a key that is pressed here belongs to a field. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(FIELDS);
}
