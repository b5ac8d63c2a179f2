/** A gamepad in the window: it walks, and does what keys do. */
import { pause, until } from '../support/until';
import { nextFrames } from './frames';
import { enter, untilLogged, useYard } from './joined';
import { connectPad, tilt } from './pad';

const port = useYard();

test('a gamepad walks at the angle of its stick, and its buttons do what keys do', async () => {
  const ada = await enter(port(), 'Ada');
  await connectPad(ada);
  const press = async (button: number) => {
    for (const pressed of [true, false]) {
      await ada.page.evaluate(
        ({ button, pressed }) => {
          const { pad } = window as unknown as { pad: { buttons: { pressed: boolean }[] } };
          Object.assign(pad.buttons[button] ?? {}, { pressed });
        },
        { button, pressed },
      );
      await nextFrames(ada);
    }
  };
  await untilLogged(ada, 'A gamepad is connected: walk with its left stick or its cross.');
  const start = await ada.own();
  await tilt(ada, 0.15, 0.1);
  await pause(300);
  expect(await ada.own()).toEqual(start);
  await tilt(ada, 0.8, -0.6);
  await until('a walk', async () => (await ada.own()).x > start.x + 40);
  await tilt(ada, 0, 0);
  await nextFrames(ada);
  const end = await ada.own();
  // The nearest of 64 headings.
  const heading = -Math.tan((Math.round((Math.atan(0.75) / (2 * Math.PI)) * 64) / 64) * 2 * Math.PI);
  expect((end.y - start.y) / (end.x - start.x)).toBeCloseTo(heading, 2);

  await press(2);
  await untilLogged(ada, 'Ada: 👋');
  await press(9);
  await ada.page.getByRole('region', { name: 'How to play' }).waitFor();
  await press(1);
  await ada.page.getByRole('region', { name: 'How to play' }).waitFor({ state: 'detached' });

  await tilt(ada, 1, 0);
  await until('a walk', async () => (await ada.own()).x > end.x + 20);
  await ada.page.evaluate(() =>
    window.dispatchEvent(
      Object.assign(new Event('gamepaddisconnected'), { gamepad: (window as never)['pad'] }),
    ),
  );
  await untilLogged(ada, 'The gamepad is gone.');
  // Until the next one it walked.
  await nextFrames(ada);
  const rest = await ada.own();
  await pause(200);
  expect(await ada.own()).toEqual(rest);
});

test('a controller that the system shows twice opens the help once, and is told of once', async () => {
  const ada = await enter(port(), 'Ada');
  await ada.page.evaluate(() => {
    const pads = [0, 1].map((index) => {
      const buttons = Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 }));
      return { index, id: 'Test', mapping: 'standard', connected: true, axes: [0, 0, 0, 0], buttons };
    });
    Object.assign(window, { pads });
    navigator.getGamepads = () => pads as unknown as Gamepad[];
    for (const gamepad of pads)
      window.dispatchEvent(Object.assign(new Event('gamepadconnected'), { gamepad }));
  });
  const START = 9;
  const press = (pressed: boolean) =>
    ada.page.evaluate(
      async ({ button, pressed }) => {
        const { pads } = window as unknown as { pads: { buttons: { pressed: boolean }[] }[] };
        for (const { buttons } of pads) Object.assign(buttons[button] ?? {}, { pressed });
        await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
      },
      { button: START, pressed },
    );
  await press(true);
  await press(false);
  const help = ada.page.getByRole('region', { name: 'How to play' });
  await help.waitFor();
  await pause(300);
  expect(await help.count()).toBe(1);
  const log = await ada.page.getByRole('log').locator('p').allTextContents();
  expect(log.filter((line) => line.startsWith('A gamepad is connected'))).toHaveLength(1);
});
