/**
 * Tab follows the next player while nothing has the focus; where something has it, Tab leads on as everywhere, and Shift+Tab leads there
 * from the yard.
 * @param isWanted whether somebody looks on
 */
export function watchFollowTab(target: Window, isWanted: () => boolean, onNext: () => void): void {
  const { document } = target;
  target.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.repeat || !isWanted() || document.activeElement !== document.body) return;
    event.preventDefault();
    onNext();
  });
}
