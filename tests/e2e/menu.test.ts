/** The menu's keys, as the window gets them. */
import { until } from '../support/until';
import { closeGames, Game } from './game';

afterEach(closeGames);

const zoomOf = (game: Game) => game.page.evaluate(() => devicePixelRatio);

test('the page is zoomed by the keys that browsers have for it, without Shift and on the number pad too', async () => {
  const game = await Game.start();
  const press = (keyCode: string) =>
    game.app.evaluate(({ BrowserWindow }, key) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.focus();
      for (const type of ['keyDown', 'keyUp'] as const)
        window?.webContents.sendInputEvent({ type, keyCode: key, modifiers: ['control'] });
    }, keyCode);
  for (const [key, isRight] of [
    ['-', (zoom: number) => zoom < 1],
    ['=', (zoom: number) => zoom === 1],
    ['numadd', (zoom: number) => zoom > 1],
    ['num0', (zoom: number) => zoom === 1],
    ['numsub', (zoom: number) => zoom < 1],
    ['0', (zoom: number) => zoom === 1],
  ] as const) {
    await press(key);
    await until(`the zoom by Ctrl and ${key}`, async () => isRight(await zoomOf(game)));
  }
});
