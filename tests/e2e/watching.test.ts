/** To look on at a yard, from the lobby and back, as a person does it. */
import type { DebugView } from '../../renderer/debug';
import { RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { axeViolations } from './axe';
import { Game } from './game';
import { useYard } from './joined';

const port = useYard();

/** Where somebody is on the screen, beside its middle, in pixels. */
async function besideMiddle(game: Game, name: string): Promise<{ x: number; y: number }> {
  const place = await game.other(name);
  return game.page.evaluate(
    ({ x, y }) => {
      const { origin, zoom } = (window as { zeroyard?: DebugView }).zeroyard ?? {
        origin: { x: NaN, y: NaN },
        zoom: 1,
      };
      return { x: origin.x + zoom * x - innerWidth / 2, y: origin.y + zoom * y - innerHeight / 2 };
    },
    { x: place?.x ?? NaN, y: place?.y ?? NaN },
  );
}

test('a spectator sees the whole yard, follows somebody by key and by click, looks around, and nobody sees them', async () => {
  const [ada, grace] = [new RawPeer(port()), new RawPeer(port())];
  await ada.introduce('Ada');
  await grace.introduce('Grace');
  await ada.send({ address: '/motion', x: 900, y: 900, vx: 0, vy: 0 });
  await grace.send({ address: '/motion', x: 1300, y: 700, vx: 0, vy: 0 });
  const standing = setInterval(() => {
    for (const peer of [ada, grace]) void peer.send({ address: '/ping', n: 1 });
  }, 1000);
  const game = await Game.start();
  try {
    const { page } = game;
    const field = page.getByLabel('Join by address or invite');
    await field.fill(`127.0.0.1:${port()}`);
    await page.getByRole('button', { name: 'Watch', exact: true }).click();
    await game.untilStatus('2 here, you look on');
    await game.press('Close the help');
    const seen = page.getByRole('group', { name: 'What you see' }).getByRole('status');
    const untilSeen = (words: string) =>
      until(`to be told: ${words}`, async () => (await seen.textContent())?.replace(/\s+/g, ' ') === words);
    await untilSeen('Watching the whole yard');
    const zoom = () => page.evaluate(() => (window as { zeroyard?: DebugView }).zeroyard?.zoom ?? NaN);
    expect(480 / (await zoom())).toBeGreaterThan(2400);
    await until('both to be in sight', async () => (await game.others()).every(({ isDrawn }) => isDrawn));
    expect(await page.getByRole('button', { name: 'Chat' }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);

    await page.keyboard.press('Tab');
    await untilSeen('Following Ada');
    await until('Ada to be in the middle', async () => Math.abs((await besideMiddle(game, 'Ada')).x) < 2);
    await until('her to be seen as large as ever', async () => (await zoom()) === 1);
    await page.keyboard.press('f');
    await untilSeen('Following Grace');
    await page.keyboard.press('v');
    await untilSeen('Watching the whole yard');
    await until('the whole yard to be seen', async () => 480 / (await zoom()) > 2400);
    const beside = await besideMiddle(game, 'Grace');
    await page.mouse.click(240 + beside.x, 180 + beside.y);
    await untilSeen('Following Grace');
    await page.keyboard.down('ArrowRight');
    await untilSeen('Looking around');
    await page.keyboard.up('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('Say something', { exact: true }).count()).toBe(0);

    await page.keyboard.press('f');
    await grace.send({ address: '/leave' });
    await game.untilStatus('1 here, you look on');
    const told = ada.messages().map((message) => ('name' in message ? message.name : ''));
    expect(new Set(told.filter((name) => !['', 'Test yard', 'Ada'].includes(name)))).toEqual(
      new Set(['Grace']),
    );
    await page.keyboard.press('Escape');
    await game.untilLobby();
  } finally {
    clearInterval(standing);
  }
});
