import type { Direction } from '../../shared/movement';
import type { DirectionSource } from './controls';

const SIZE_PX = 120;
/** A thumb that rests trembles: below this share of the way out nobody walks. */
const DEAD_ZONE = 0.15;
const AT_REST: Direction = { x: 0, y: 0 };

/**
 * A stick under the thumb, wherever it is put down on the yard: the farther it is drawn, the faster, and on its rim as
 * fast as by keys. Where nothing can be touched there is none, and nothing of it is loaded.
 */
export class TouchStick implements DirectionSource {
  private drawn: Direction = AT_REST;

  /** @param isWanted whether there is anybody to walk with it */
  constructor(yard: HTMLElement, isWanted: () => boolean) {
    if (navigator.maxTouchPoints > 0) void this.put(yard, isWanted);
  }

  direction(): Direction {
    return this.drawn;
  }

  private async put(zone: HTMLElement, isWanted: () => boolean): Promise<void> {
    const { create } = await import('nipplejs');
    // A mouse is no thumb, where there are both. To be heard before the stick's own listener.
    const touchesOnly = (event: PointerEvent) => {
      if (event.pointerType === 'mouse' || !isWanted()) event.stopImmediatePropagation();
    };
    zone.addEventListener('pointerdown', touchesOnly, { capture: true });
    const stick = create({
      zone,
      mode: 'dynamic',
      size: SIZE_PX,
      fadeTime: 120,
      color: { back: 'rgb(43 42 51 / 30%)', front: '#fbf7ee' },
    });
    stick.on('move', ({ data: { vector } }) => (this.drawn = directionOf(vector)));
    const rest = () => (this.drawn = AT_REST);
    stick.on('end', rest);
    // Who leaves the page with a finger on it may lift that elsewhere, which is told to nobody.
    window.addEventListener('blur', rest);
    document.addEventListener('visibilitychange', rest);
  }
}

/** Where a stick points that is drawn as far as this: its own y grows upwards. */
export function directionOf({ x, y }: { x: number; y: number }): Direction {
  return Math.hypot(x, y) < DEAD_ZONE ? AT_REST : { x, y: -y };
}
