/** A pointer that goes farther than this drags; one that does not, taps. */
const DRAG_PX = 6;

export interface LookAroundEvents {
  /** Whether somebody looks on; else a pointer is no concern of ours. */
  isWanted(): boolean;
  /** In pixels of the screen. */
  onTap(x: number, y: number): void;
  onDrag(dxPx: number, dyPx: number): void;
}

/** Who looks on taps on somebody, and drags the picture: with a mouse, a pen or one finger. */
export function listenToLookAround(target: Window, yard: HTMLElement, events: LookAroundEvents): void {
  let at: { id: number; x: number; y: number; isDragged: boolean } | undefined;
  // In the capturing phase: the stick for thumbs is on the yard itself.
  target.addEventListener(
    'pointerdown',
    ({ target: pressed, pointerId, clientX, clientY, button }) => {
      if (!events.isWanted() || button !== 0 || !(pressed instanceof Node) || !yard.contains(pressed)) return;
      at = { id: pointerId, x: clientX, y: clientY, isDragged: false };
    },
    { capture: true },
  );
  target.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (at?.id !== pointerId) return;
    const [dx, dy] = [clientX - at.x, clientY - at.y];
    if (!at.isDragged && Math.hypot(dx, dy) < DRAG_PX) return;
    at = { id: pointerId, x: clientX, y: clientY, isDragged: true };
    events.onDrag(dx, dy);
  });
  target.addEventListener('pointerup', ({ pointerId, clientX, clientY }) => {
    if (at?.id !== pointerId) return;
    if (!at.isDragged) events.onTap(clientX, clientY);
    at = undefined;
  });
  target.addEventListener('pointercancel', () => (at = undefined));
}
