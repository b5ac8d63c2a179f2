/** Names of strangers in the windows: in whatever script, they turn nothing around them and are told apart. */
import { YARD_INTERVAL_MS } from '../../shared/config';
import { freePort } from '../support/free-port';
import { Program } from '../support/programs';
import { RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { closeAll, Game } from './game';
import { confirmClosing, host } from './host';
import { untilLogged } from './joined';

/** Hebrew: Sarah. */
const SARAH = 'שרה';

afterEach(closeAll);

/** What of the panels is written from right to left outside of a <bdi>, and how often it is within one. */
const directions = (game: Game) =>
  game.page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = { isolated: 0, loose: [] as string[] };
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!/[\u0590-\u05FF]/.test(text.textContent ?? '')) continue;
      if (text.parentElement?.closest('bdi')) found.isolated++;
      else found.loose.push(text.parentElement?.outerHTML ?? '');
    }
    return found;
  });

test('names stand in <bdi> wherever a sentence holds one: in the lobby, the yard, its log, its panels and its end', async () => {
  const port = await freePort();
  const sarah = await Game.start('--name', SARAH);
  const yard = await host(sarah, port, `${SARAH} ${port}`);
  const ada = await Game.start('--name', 'Ada');
  const join = ada.page.getByRole('button', { name: `Join ${yard}`, exact: true });
  await join.waitFor();
  expect(await directions(ada)).toEqual({ isolated: 1, loose: [] });
  await join.click();
  await ada.untilStatus('2 here');
  await untilLogged(sarah, 'Ada came in.');
  // The page's heading, the status, the panel's heading, and the person in its list.
  expect(await directions(sarah)).toEqual({ isolated: 4, loose: [] });

  // Who comes before the yard has repeated itself, which it does each second, was here already, to Ada.
  await pause(2 * YARD_INTERVAL_MS);
  const guest = new RawPeer(port);
  await guest.introduce(SARAH);
  await guest.send({ address: '/say', text: 'שלום' });
  await untilLogged(ada, `${SARAH} 2: שלום`);
  await untilLogged(ada, `${SARAH} 2 came in.`);
  guest.close();
  await untilLogged(ada, `${SARAH} 2 left.`);
  await ada.press('Players');
  expect((await directions(ada)).loose).toEqual([]);
  await sarah.press('Stop hosting');
  await confirmClosing(sarah);
  await ada.untilAlert(`${yard} was closed by its host.`);
  const { isolated, loose } = await directions(ada);
  expect(loose).toEqual([]);
  expect(isolated).toBeGreaterThanOrEqual(2);
});

test('the window tells Root from Root', async () => {
  const port = await freePort();
  const root = await Game.start('--name', 'Root');
  await host(root, port);
  const other = new Program('player', ['--join', `tcp://127.0.0.1:${port}`, '--name', 'Root']);
  const people = root.page.locator('.hosting .people bdi');
  await until('both in the list', async () => (await people.allTextContents()).join() === 'Root,Root 2');
  await other.stop('SIGTERM');
});
