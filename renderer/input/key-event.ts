/** What a keydown says besides its key. */

/** Of a key that an input method takes (UI Events, 8.3): no key of a keyboard has this number. */
const KEY_CODE_TAKEN = 229;

/**
 * Whether an input method takes the key, as it does with Enter and Escape while it composes a word. Safari tells of the last
 * one when the word is composed already, and `isComposing` false again: there the number alone says it.
 */
export function isTakenByInputMethod(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer says it in Safari
  return event.isComposing || event.keyCode === KEY_CODE_TAKEN;
}

/** Whether a key is held that makes another one of it. AltGr counts as Ctrl and Alt on Windows, and as none of them elsewhere. */
export function isModified(
  event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'getModifierState'>,
): boolean {
  return event.ctrlKey || event.metaKey || event.altKey || event.getModifierState('AltGraph');
}
