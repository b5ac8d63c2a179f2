/**
 * Which of several gamepads acts. Deterministic: no I/O, no clock.
 *
 * Some systems show one controller twice: as the device, and as a virtual one that a driver or a store's program makes of
 * it. Both then say the same within a few frames. So one gamepad acts at a time, and another takes its turn after that one
 * was at rest for a while.
 */
import type { Direction } from '../../shared/movement';
import { padDirection, PadButtons, type PadState } from './gamepad';
import type { Command } from './shortcuts';

/** The double lags by some frames, not by so long; and nobody changes hands faster. */
const TURN_END_MS = 250;

/** What all gamepads together say in one frame. */
export interface PadReading {
  direction: Direction;
  commands: Command[];
}

export class ActivePad {
  private readonly buttons = new Map<number, PadButtons>();
  private activeIndex: number | undefined;
  /** When the one that acts was last touched. */
  private touchedMs = -Infinity;

  get count(): number {
    return this.buttons.size;
  }

  add(index: number): void {
    this.buttons.set(index, new PadButtons());
  }

  /** False when it was not there. */
  delete(index: number): boolean {
    if (this.activeIndex === index) this.activeIndex = undefined;
    return this.buttons.delete(index);
  }

  /** Once a frame, with every gamepad that is there. */
  read(pads: Iterable<PadState & { index: number }>, nowMs: number): PadReading {
    const reading: PadReading = { direction: { x: 0, y: 0 }, commands: [] };
    if (nowMs - this.touchedMs > TURN_END_MS) this.activeIndex = undefined;
    for (const pad of pads) {
      const buttons = this.buttons.get(pad.index);
      if (!buttons) continue;
      // Also of one that does not act: what is pressed on it now is no news when its turn comes.
      const commands = buttons.readPresses(pad);
      const direction = padDirection(pad);
      const isTouched = direction.x !== 0 || direction.y !== 0 || pad.buttons.some(({ pressed }) => pressed);
      if (isTouched) this.activeIndex ??= pad.index;
      if (pad.index !== this.activeIndex) continue;
      if (isTouched) this.touchedMs = nowMs;
      reading.direction = direction;
      reading.commands = commands;
    }
    return reading;
  }
}
