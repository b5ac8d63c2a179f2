import type { Direction } from '../../shared/movement';
import { ActivePad, type PadReading } from './active-pad';
import type { DirectionSource } from './controls';
import type { Command } from './shortcuts';

const AT_REST: Direction = { x: 0, y: 0 };
const NOTHING: PadReading = { direction: AT_REST, commands: [] };

export interface GamepadEvents {
  onCommand(command: Command): void;
  /** A sentence for a person: a gamepad is there, is gone, or cannot be used. */
  onNotice(text: string): void;
}

/** The gamepads that are connected. */
export class Gamepads implements DirectionSource {
  private readonly target: Window;
  private readonly events: GamepadEvents;
  private readonly pads = new ActivePad();
  private current = AT_REST;

  constructor(target: Window, events: GamepadEvents) {
    this.target = target;
    this.events = events;
    target.addEventListener('gamepadconnected', ({ gamepad }) => this.connect(gamepad));
    target.addEventListener('gamepaddisconnected', ({ gamepad }) => {
      if (!this.pads.delete(gamepad.index)) return;
      this.current = AT_REST;
      if (this.pads.count === 0) events.onNotice('The gamepad is gone.');
    });
  }

  /**
   * Once a frame: browsers do not tell when a stick is moved, it has to be looked at. A window behind another is told of it
   * too, so that a gamepad with which one plays something else would walk here.
   */
  poll(nowMs: number): void {
    if (this.pads.count === 0) return;
    const present = this.target.navigator.getGamepads().filter((pad) => pad !== null);
    // Read all the same: what is pressed elsewhere is no news when one comes back.
    const reading = this.pads.read(present, nowMs);
    const { direction, commands } = this.target.document.hasFocus() ? reading : NOTHING;
    this.current = direction;
    for (const command of commands) this.events.onCommand(command);
  }

  direction(): Direction {
    return this.current;
  }

  /** Said of the first alone: where there are more, it may be one that the system shows twice. */
  private connect({ index, mapping }: Gamepad): void {
    const isFirst = this.pads.count === 0;
    if (mapping === 'standard') {
      this.pads.add(index);
      if (isFirst) this.events.onNotice('A gamepad is connected: walk with its left stick or its cross.');
    } else if (isFirst) {
      // Its first axes may be anything: a throttle would walk without end.
      this.events.onNotice('This gamepad cannot be used: its layout is not known.');
    }
  }
}
