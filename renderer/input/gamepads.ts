import type { Direction } from '../../shared/movement';
import type { DirectionSource } from './controls';
import { padDirection, PadButtons } from './gamepad';
import type { Command } from './shortcuts';

const AT_REST: Direction = { x: 0, y: 0 };

export interface GamepadEvents {
  onCommand(command: Command): void;
  /** A sentence for a person: a gamepad is there, is gone, or cannot be used. */
  onNotice(text: string): void;
}

/** The gamepads that are connected. */
export class Gamepads implements DirectionSource {
  private readonly target: Window;
  private readonly events: GamepadEvents;
  private readonly buttons = new Map<number, PadButtons>();
  private current = AT_REST;

  constructor(target: Window, events: GamepadEvents) {
    this.target = target;
    this.events = events;
    target.addEventListener('gamepadconnected', ({ gamepad }) => this.connect(gamepad));
    target.addEventListener('gamepaddisconnected', ({ gamepad }) => {
      if (!this.buttons.delete(gamepad.index)) return;
      this.current = AT_REST;
      events.onNotice('The gamepad is gone.');
    });
  }

  /** Once a frame: browsers do not tell when a stick is moved, it has to be looked at. */
  poll(): void {
    if (this.buttons.size === 0) return;
    this.current = AT_REST;
    for (const pad of this.target.navigator.getGamepads()) {
      const buttons = pad && this.buttons.get(pad.index);
      if (!pad || !buttons) continue;
      const direction = padDirection(pad);
      if (direction.x !== 0 || direction.y !== 0) this.current = direction;
      for (const command of buttons.readPresses(pad)) this.events.onCommand(command);
    }
  }

  direction(): Direction {
    return this.current;
  }

  private connect({ index, mapping }: Gamepad): void {
    if (mapping === 'standard') {
      this.buttons.set(index, new PadButtons());
      this.events.onNotice('A gamepad is connected: walk with its left stick or its cross.');
    } else {
      // Its first axes may be anything: a throttle would walk without end.
      this.events.onNotice('This gamepad cannot be used: its layout is not known.');
    }
  }
}
