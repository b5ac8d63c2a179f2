import type { Game } from './game';

/** Connects a gamepad of the browser's shape to the page: there is none here. It is `window.pad` there, and at rest. */
export function connectPad(game: Game): Promise<void> {
  return game.page.evaluate(() => {
    const buttons = Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 }));
    const pad = { index: 0, id: 'Test', mapping: 'standard', connected: true, axes: [0, 0, 0, 0], buttons };
    Object.assign(window, { pad });
    navigator.getGamepads = () => [pad as unknown as Gamepad];
    window.dispatchEvent(Object.assign(new Event('gamepadconnected'), { gamepad: pad }));
  });
}

/** Tilts its left stick: each axis from -1 to 1. */
export function tilt(game: Game, x: number, y: number): Promise<void> {
  return game.page.evaluate((axes) => void Object.assign((window as never)['pad'], { axes }), [x, y, 0, 0]);
}
