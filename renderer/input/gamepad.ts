/** What a gamepad says, apart from the device. Deterministic: no I/O, no clock. Its buttons are those of the W3C's "standard gamepad". */
import type { Direction } from '../../shared/movement';
import type { Command } from './shortcuts';

/** Worn sticks rest a little beside the middle, and few reach the rim in every direction. */
const DEAD_ZONE = 0.2;
const FULL_TILT = 0.95;

/** What is read of the browser's Gamepad. */
export interface PadState {
  axes: readonly number[];
  buttons: readonly { pressed: boolean }[];
}

/** Buttons by the place they have on every pad; the letters are those of an Xbox pad. */
export const PAD_COMMANDS: Readonly<Record<number, Command>> = {
  1: { action: 'close', nth: 0 }, // B
  2: { action: 'emote', nth: 0 }, // X
  3: { action: 'emote', nth: 1 }, // Y
  4: { action: 'emote', nth: 2 }, // left bumper
  5: { action: 'emote', nth: 3 }, // right bumper
  8: { action: 'players', nth: 0 }, // Select, View
  9: { action: 'help', nth: 0 }, // Start, Menu
};

const CROSS: readonly [button: number, direction: Direction][] = [
  [12, { x: 0, y: -1 }],
  [13, { x: 0, y: 1 }],
  [14, { x: -1, y: 0 }],
  [15, { x: 1, y: 0 }],
];

/** Where the cross points, and while it is not touched, the left stick. Each axis from -1 to 1. */
export function padDirection({ axes, buttons }: PadState): Direction {
  let x = 0;
  let y = 0;
  for (const [button, direction] of CROSS) {
    if (!buttons[button]?.pressed) continue;
    x += direction.x;
    y += direction.y;
  }
  return x !== 0 || y !== 0 ? { x, y } : withoutDeadZone(axes[0] ?? 0, axes[1] ?? 0);
}

/**
 * A stick's tilt without its dead zone: 0 within it, then evenly up to 1 at the rim, at the angle that the stick has.
 * The zone is a disc: one for each axis would pull the stick to the four directions. (J. Sutphin, "Doing thumbstick dead
 * zones right", 2013.)
 */
export function withoutDeadZone(x: number, y: number): Direction {
  const tilt = Math.hypot(x, y);
  // Not a comparison with <, so that NaN is at rest too.
  if (!(tilt > DEAD_ZONE)) return { x: 0, y: 0 };
  const scale = Math.min(1, (tilt - DEAD_ZONE) / (FULL_TILT - DEAD_ZONE)) / tilt;
  return { x: x * scale, y: y * scale };
}

/** Tells which commands begin now: a button that stays pressed gives one. */
export class PadButtons {
  private pressed = new Set<number>();

  readPresses({ buttons }: PadState): Command[] {
    const commands: Command[] = [];
    const pressed = new Set<number>();
    buttons.forEach((button, i) => {
      if (!button.pressed) return;
      pressed.add(i);
      const command = PAD_COMMANDS[i];
      if (command && !this.pressed.has(i)) commands.push(command);
    });
    this.pressed = pressed;
    return commands;
  }
}
