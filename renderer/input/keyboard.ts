import type { Direction } from '../../shared/movement';
import type { DirectionSource } from './controls';
import { isModified } from './key-event';
import { isTyping } from './typing';

/** Keys by their place on the keyboard, so that W, A, S and D lie together on every layout. */
const KEYS: Readonly<Record<string, Direction>> = {
  ArrowUp: { x: 0, y: -1 },
  KeyW: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  KeyS: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  KeyA: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  KeyD: { x: 1, y: 0 },
};

type Key = Pick<KeyboardEvent, 'key' | 'code'>;

/**
 * Where a key leads; undefined for one that leads nowhere. The number pad has arrows too while NumLock is off: there `code`
 * is the key's digit all the same, and `key` says what it means now.
 */
export function directionOfKey({ key, code }: Key): Direction | undefined {
  return KEYS[code.startsWith('Numpad') ? key : placeOf({ key, code })];
}

/**
 * A key's place on the keyboard. Android, screen keyboards and remote desktops often tell none (`code` is empty): then the
 * place that it has on most keyboards.
 */
function placeOf({ key, code }: Key): string {
  if (code !== '') return code;
  return /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
}

/** Which way the held keys point. Nothing is held once the window is left: its keyup would never come. */
export class Keyboard implements DirectionSource {
  /** By place: NumLock may change what a key means between its keydown and its keyup. */
  private readonly held = new Map<string, Direction>();

  constructor(target: Window) {
    target.addEventListener('keydown', (event) => {
      if (isTyping(event.target)) return;
      // With Ctrl or Cmd it is a shortcut, after which some systems swallow the keyup.
      const direction = directionOfKey(event);
      if (isModified(event)) this.held.clear();
      else if (direction) {
        this.held.set(placeOf(event), direction);
        event.preventDefault();
      }
    });
    target.addEventListener('keyup', (event) => this.held.delete(placeOf(event)));
    target.addEventListener('blur', () => this.held.clear());
    // Neither while a menu is open, which keeps what is pressed and let go for itself.
    target.addEventListener('contextmenu', () => this.held.clear());
    // Who begins to type stands still, and does not walk on with the key that was held.
    target.addEventListener('focusin', ({ target: focused }) => {
      if (isTyping(focused)) this.held.clear();
    });
    target.document.addEventListener('visibilitychange', () => this.held.clear());
  }

  /** Each axis is -1, 0 or 1; opposite keys cancel out. */
  direction(): Direction {
    let x = 0;
    let y = 0;
    for (const direction of this.held.values()) {
      x += direction.x;
      y += direction.y;
    }
    return { x: Math.sign(x), y: Math.sign(y) };
  }
}
