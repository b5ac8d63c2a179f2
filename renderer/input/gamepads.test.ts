import { Gamepads } from './gamepads';
import type { Command } from './shortcuts';

/** As much of a window as gamepads need: one pad, with its stick and one button, and the focus or not. */
class FakeWindow extends EventTarget {
  hasFocus = true;
  readonly pad = {
    index: 0,
    mapping: 'standard',
    axes: [0, 0],
    buttons: [{ pressed: false }, { pressed: false }],
  };
  readonly document = { hasFocus: () => this.hasFocus };
  readonly navigator = { getGamepads: () => [this.pad, null] };

  connect(): void {
    this.dispatchEvent(Object.assign(new Event('gamepadconnected'), { gamepad: this.pad }));
  }
}

test('a window behind another neither walks nor acts by a gamepad, and coming back presses nothing', () => {
  const target = new FakeWindow();
  const commands: Command[] = [];
  const gamepads = new Gamepads(target as unknown as Window, {
    onCommand: (command) => commands.push(command),
    onNotice: () => undefined,
  });
  target.connect();
  target.pad.axes = [1, 0];
  gamepads.poll(0);
  expect(gamepads.direction()).toEqual({ x: 1, y: 0 });
  target.hasFocus = false;
  target.pad.buttons = [{ pressed: false }, { pressed: true }];
  gamepads.poll(16);
  expect(gamepads.direction()).toEqual({ x: 0, y: 0 });
  target.hasFocus = true;
  gamepads.poll(32);
  expect(gamepads.direction()).toEqual({ x: 1, y: 0 });
  expect(commands).toEqual([]);
});
