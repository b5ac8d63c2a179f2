/** The page's process may crash, or be ended by a system that is short of memory, while the person is in a yard. */
import { killAll } from '../support/programs';
import { until } from '../support/until';
import { closeGames, type Game } from './game';
import { enter, useYard } from './joined';

const port = useYard();

afterEach(async () => {
  await closeGames();
  await killAll();
});

/** What the status line says, as the main process sees it: Playwright gives up a page that crashed. */
const statusOf = ({ app }: Game) =>
  app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return '';
    const code = `document.querySelector('[role="status"]')?.textContent ?? ''`;
    const status = contents.executeJavaScript(code) as Promise<string>;
    // A page that crashes meanwhile never answers.
    return Promise.race([status, new Promise<string>((resolve) => setTimeout(() => resolve(''), 500))]);
  });

const crash = ({ app }: Game) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );

test('a page whose process crashed is loaded again, and the person is where they were in the yard', async () => {
  const ada = await enter(port(), 'Ada');
  await crash(ada);
  await until('the yard to be back', async () => (await statusOf(ada)).includes('Test yard at'));
});

test('a page that crashes at once again is loaded when the person says so', async () => {
  const ada = await enter(port(), 'Ada');
  // The person's answer, and how often they were asked.
  await ada.app.evaluate(({ dialog }) => {
    const counted = globalThis as unknown as { asked: number };
    counted.asked = 0;
    dialog.showMessageBox = () => {
      counted.asked++;
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
  const asked = () => ada.app.evaluate(() => (globalThis as unknown as { asked: number }).asked);
  await crash(ada);
  await until('the yard to be back', async () => (await statusOf(ada)).includes('Test yard at'));
  expect(await asked()).toBe(0);
  await crash(ada);
  await until('the question', async () => (await asked()) === 1);
  await until('the yard to be back', async () => (await statusOf(ada)).includes('Test yard at'));
});
