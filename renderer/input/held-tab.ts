/** How long a key is down before it is held and no longer just pressed. */
const HOLD_MS = 350;

/**
 * Tells when Tab is held, and let go. A short press moves the focus, as it does everywhere; while it is held the focus moves no
 * further, and at the end it is back where it was.
 *
 * @param isWanted whether holding it means anything at the moment
 */
export function watchHeldTab(
  target: Window,
  isWanted: () => boolean,
  onHold: (isHeld: boolean) => void,
): void {
  const { document } = target;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isHeld = false;
  const letGo = () => {
    clearTimeout(timer);
    if (isHeld) onHold(false);
    isHeld = false;
  };
  target.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isWanted()) return;
    if (event.repeat) {
      event.preventDefault();
      return;
    }
    const before = document.activeElement;
    clearTimeout(timer);
    timer = setTimeout(() => {
      isHeld = true;
      focusOn(before);
      onHold(true);
    }, HOLD_MS);
  });
  target.addEventListener('keyup', ({ key }) => {
    if (key === 'Tab') letGo();
  });
  // The keyup of a window that was left never comes, nor that of one whose menu is open.
  target.addEventListener('blur', letGo);
  target.addEventListener('contextmenu', letGo);

  function focusOn(element: Element | null): void {
    const { activeElement } = document;
    if (element instanceof HTMLElement && element !== document.body) element.focus();
    else if (activeElement instanceof HTMLElement) activeElement.blur();
  }
}
