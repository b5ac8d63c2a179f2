/** One's own avatar is seen wherever it walks: the camera keeps it from under what lies over the yard. */
import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { DebugView } from '../../renderer/debug';
import type { Box } from '../../shared/landscape/box';
import { until } from '../support/until';
import type { Game } from './game';
import { enter, useYard } from './joined';

const port = useYard();
const SIZES = [
  [1200, 800],
  [800, 600],
  [480, 360],
] as const;
/** Round the yard by its corners, each with the keys that lead there. */
const WAY = [
  { x: YARD_WIDTH_PX, y: YARD_HEIGHT_PX, keys: ['ArrowRight', 'ArrowDown'] },
  { x: YARD_WIDTH_PX, y: 0, keys: ['ArrowUp'] },
  { x: 0, y: 0, keys: ['ArrowLeft'] },
  { x: 0, y: YARD_HEIGHT_PX, keys: ['ArrowDown'] },
];
const WAY_TIMEOUT_MS = 180_000;

/** What lies over the avatar and its name, by class. */
function covering(game: Game): Promise<string[]> {
  return game.page.evaluate(() => {
    const { onScreen, minimap } = (window as { zeroyard?: DebugView }).zeroyard ?? {};
    if (!onScreen) throw new Error('The page shows nothing of itself.');
    const { x, y } = onScreen;
    const isOver = ({ left, top, right, bottom }: Box) =>
      x + 17 > left && x - 17 < right && y + 20 > top && y - 45 < bottom;
    const panels = [...document.querySelectorAll('.status, .actions, .emotes')];
    const over = panels.filter((panel) => isOver(panel.getBoundingClientRect()));
    const names = over.map(({ className }) => className);
    return minimap && isOver(minimap) ? [...names, 'minimap'] : names;
  });
}

test(
  'in no corner of the yard is one’s own avatar under the minimap, the status, the buttons or the emotes',
  async () => {
    const ada = await enter(port(), 'Ada');
    for (const { keys, ...corner } of WAY) {
      for (const key of keys) await ada.page.keyboard.down(key);
      await until(
        'the corner',
        async () => {
          const { x, y } = await ada.own();
          return x === corner.x && y === corner.y;
        },
        40_000,
      );
      for (const key of keys) await ada.page.keyboard.up(key);
      for (const [width, height] of SIZES) {
        await ada.resize(width, height);
        let over: string[] = [];
        await until('the avatar to be free', async () => (over = await covering(ada)).length === 0).catch(
          () => {
            throw new Error(
              `At ${corner.x}, ${corner.y} in ${width} x ${height} it is under: ${over.join()}`,
            );
          },
        );
      }
    }
  },
  WAY_TIMEOUT_MS,
);

test('in a window where the help lies over the middle, one’s own avatar is beside it', async () => {
  const ada = await enter(port(), 'Ada');
  await ada.resize(800, 600);
  await ada.page.keyboard.press('F1');
  const help = ada.page.getByRole('region', { name: 'How to play' });
  const { x = NaN, width = NaN } = (await help.boundingBox()) ?? {};
  expect(x + width).toBeGreaterThan(400);
  const isBeside = () =>
    ada.page.evaluate(
      (right) => ((window as { zeroyard?: DebugView }).zeroyard?.onScreen.x ?? NaN) - 17 >= right,
      x + width,
    );
  await until('the avatar beside the help', isBeside);
});

test('an avatar at the edge is moved from under a panel that opens there, and back', async () => {
  const ada = await enter(port(), 'Ada');
  await ada.resize(1200, 700);
  await ada.page.keyboard.down('ArrowLeft');
  await until('the left edge', async () => (await ada.own()).x === 0, 40_000);
  await ada.page.keyboard.up('ArrowLeft');
  const place = () =>
    ada.page.evaluate(() => (window as { zeroyard?: DebugView }).zeroyard?.onScreen.x ?? NaN);
  expect(await place()).toBeLessThan(100);
  await ada.page.keyboard.press('F1');
  const help = ada.page.getByRole('region', { name: 'How to play' });
  const { x = NaN, width = NaN } = (await help.boundingBox()) ?? {};
  await until('the avatar beside the help', async () => (await place()) - 17 >= x + width);
  await ada.page.keyboard.press('Escape');
  await until('the avatar back', async () => (await place()) < 100);
});
