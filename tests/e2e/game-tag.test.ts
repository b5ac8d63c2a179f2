/** A game as people play it: begun in the host's panel, seen in the same way on all screens, with an end that is shown. */
import type { DebugView } from '../../renderer/debug';
import { ROLES } from '../../shared/protocol/games';
import { closeYards, FakeYard } from '../support/fake-yard';
import { freePort } from '../support/free-port';
import { Program } from '../support/programs';
import { until } from '../support/until';
import { axeViolations } from './axe';
import { closeAll, Game } from './game';
import { host } from './host';
import { joining } from './joined';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  closeYards();
  await closeAll();
});

/** Two windows on one processor that draws for both. */
const TWO_WINDOWS_TIMEOUT_MS = 120_000;

/** Who wears the ring of who is it, on this screen. */
async function itOn(game: Game, ownName: string): Promise<string | undefined> {
  return game.page.evaluate((own) => {
    const { ownRing, others } = (window as unknown as { zeroyard: DebugView }).zeroyard;
    return ownRing === 'it' ? own : others.find(({ ring }) => ring === 'it')?.name;
  }, ownName);
}

const KEYS = { left: 'ArrowLeft', right: 'ArrowRight', up: 'ArrowUp', down: 'ArrowDown' } as const;

/** Walks to somebody, as a person does it by keys, until `isOver`. */
async function chase(game: Game, name: string, isOver: () => Promise<boolean>): Promise<void> {
  const { keyboard } = game.page;
  const held = new Set<string>();
  const hold = async (key: string, isWanted: boolean): Promise<void> => {
    if (isWanted === held.has(key)) return;
    held[isWanted ? 'add' : 'delete'](key);
    await keyboard[isWanted ? 'down' : 'up'](key);
  };
  await until(`${name} to be touched`, async () => {
    const [own, other] = [await game.own(), await game.other(name)];
    const [dx, dy] = [(other?.x ?? own.x) - own.x, (other?.y ?? own.y) - own.y];
    await hold(KEYS.left, dx < -12);
    await hold(KEYS.right, dx > 12);
    await hold(KEYS.up, dy < -12);
    await hold(KEYS.down, dy > 12);
    return isOver();
  });
  for (const key of held) await keyboard.up(key);
}

const card = (game: Game) => game.page.getByRole('region', { name: 'Game', exact: true });

test(
  'a host begins tag in the panel; who is it is the same one on both screens, whoever is touched; pause and end are seen by all',
  async () => {
    const ada = await Game.start('--name', 'Ada');
    const yard = await host(ada, port);
    const bea = await Game.start(...joining(port, 'Bea'));
    await bea.untilStatus(`${yard} at`);
    await bea.press('Close the help');
    await ada.untilStatus('2 here');
    const walker = new Program('player', [
      ...['--join', `127.0.0.1:${port}`, '--name', 'Cleo', '--game', 'tag', '--walk', 'none'],
    ]);
    await ada.untilStatus('3 here');

    await ada.page.getByRole('button', { name: 'Tag', exact: true }).press('Enter');
    await ada.page.getByRole('heading', { name: 'Tag is on' }).waitFor();
    // Who uses the keyboard goes on with what has taken the button's place.
    await ada.page.locator('.games button:focus', { hasText: 'Pause' }).waitFor();
    await ada.press('Close the hosting panel');
    await until('a newcomer to read how it goes', async () =>
      (await bea.page.getByRole('log').textContent())?.includes('Who is it wears the ring'),
    );

    /** Waits until both screens agree on another one than before. */
    const untilIt = (isRight: (name: string) => boolean) =>
      until('one to be it on both screens', async () => {
        const [one, other] = [await itOn(ada, 'Ada'), await itOn(bea, 'Bea')];
        return one !== undefined && one === other && isRight(one) && one;
      });
    // The headless player runs after whoever stands.
    const first = await untilIt((name) => name !== 'Cleo');
    const [it, next, nextName] = first === 'Ada' ? [ada, bea, 'Bea'] : [bea, ada, 'Ada'];
    await card(it).getByText('You are it: touch somebody').waitFor();
    await chase(it, nextName, async () => (await itOn(it, first)) === nextName);
    expect(await untilIt((name) => name === nextName)).toBe(nextName);
    await card(next).getByText('You are it: touch somebody').waitFor();
    await until('the list to say so', async () => {
      if ((await it.page.getByRole('region', { name: 'Players' }).count()) === 0) await it.press('Players');
      const rows = await it.page
        .getByRole('region', { name: 'Players' })
        .getByRole('listitem')
        .allTextContents();
      return rows.some((row) => row.startsWith(`${nextName}it`));
    });
    await it.press('Players');

    await ada.press('Hosting');
    await ada.press('Pause');
    await card(bea).getByText('Paused by the host').waitFor();
    await ada.press('Resume');
    await card(bea).getByText('Paused by the host').waitFor({ state: 'detached' });
    await ada.press('End the game');
    await ada.press('Close the hosting panel');
    for (const game of [ada, bea]) {
      await card(game).waitFor({ state: 'detached' });
      await until('nobody to be it', async () => (await itOn(game, 'nobody')) === undefined);
    }
    await walker.stop('SIGTERM');
  },
  TWO_WINDOWS_TIMEOUT_MS,
);

test('the end of a round is shown on a podium, with one’s own place, and is gone with the game', async () => {
  const yard = await FakeYard.open(port, 'Test yard', false);
  const ada = await Game.start(...joining(port, 'Ada'));
  await ada.untilStatus('Test yard at');
  await ada.press('Close the help');
  const names = ['Bea', 'Cleo', 'Dan'];
  const tag = { address: '/game', name: 'tag', round: 1, n: 1 } as const;
  const telling = setInterval(() => {
    yard.tell(
      ...names.map(
        (name, i) => ({ address: '/player/profile', id: i + 2, name, colour: '#56b4e9' }) as const,
      ),
      { ...tag, phase: 'podium', endsInMs: 8000 },
      {
        address: '/game/players',
        players: [7, 30, 12, 4].map((score, i) => ({ id: i + 1, role: ROLES.free, score })),
      },
    );
  }, 200);
  try {
    const podium = ada.page.getByRole('region', { name: 'Podium' });
    await podium.waitFor();
    await podium.getByText('You are 3rd of 4, with 7').waitFor();
    expect(await podium.getByRole('listitem').locator('bdi').allTextContents()).toEqual([
      'Bea',
      'Cleo',
      'Ada',
    ]);
    for (const [width, height] of [
      [480, 360],
      [1200, 800],
    ] as const) {
      await ada.resize(width, height);
      const box = await podium.boundingBox();
      expect(box && box.y + box.height <= height && box.x >= 0 && box.x + box.width <= width).toBe(true);
      expect(await podium.evaluate((card) => card.scrollHeight <= card.clientHeight)).toBe(true);
    }
    expect(await axeViolations(ada.page)).toEqual([]);
    clearInterval(telling);
    yard.tell({ ...tag, name: '', phase: 'none', round: 0, n: 0, endsInMs: 0 });
    await podium.waitFor({ state: 'detached' });
  } finally {
    clearInterval(telling);
  }
});
