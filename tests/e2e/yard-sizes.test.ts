/** Yards of other sizes than the usual one, in a real window: as large as their host says, drawn as far as they are in sight. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DebugView } from '../../renderer/debug';
import { TILES_MAX } from '../../renderer/yard/tiles';
import type { Position } from '../../shared/movement';
import { freePort } from '../support/free-port';
import { Program, startServer } from '../support/programs';
import { RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { closeAll, Game } from './game';
import { host } from './host';

/** So far outside of the window somebody may be drawn, and is to be. */
const MARGIN_PX = { most: 160, least: 100 };

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(closeAll);

const tileCount = (game: Game) =>
  game.page.evaluate(() => (window as { zeroyard?: DebugView }).zeroyard?.tileCount ?? NaN);

test('who hosts chooses how large the yard is, and the next time it is chosen already', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const first = await Game.startIn(userData);
  const large = (game: Game) => game.page.getByRole('radio', { name: 'Large', exact: true });
  expect(await first.page.getByRole('radio', { name: 'Medium', exact: true }).isChecked()).toBe(true);
  await first.page.getByText('Large', { exact: true }).click();
  expect(await large(first).isChecked()).toBe(true);
  await host(first, port);
  await until('the newcomer to be in the middle of 4800 x 3200', async () => {
    const { x, y } = await first.own();
    return Math.abs(x - 2400) <= 150 && Math.abs(y - 1600) <= 150;
  });
  const guest = new RawPeer(port);
  await guest.send({ address: '/ping', n: 1 });
  expect(await guest.until('/yard')).toMatchObject({ widthPx: 4800, heightPx: 3200 });
  // With others inside it would be asked whether it means to.
  guest.close();
  await first.untilStatus('only you here');
  await first.app.close();
  const second = await Game.startIn(userData);
  expect(await large(second).isChecked()).toBe(true);
});

test('in a large yard all are known, those in sight have an avatar, and ground is drawn where it is seen', async () => {
  await startServer(port, '--size', '9600x6400');
  const game = await Game.start('--join', `tcp://127.0.0.1:${port}`);
  const guest = new RawPeer(port);
  new Program('player', ['--join', `127.0.0.1:${port}`, '--count', '40', '--walk', 'none']);
  await until('all walkers to be known', async () => (await game.others()).length === 40);
  const own = await game.own();
  const [width, height] = await game.page.evaluate(() => [innerWidth, innerHeight]);
  const isWithin = ({ x, y }: Position, marginPx: number) =>
    Math.abs(x - own.x) < width / 2 + marginPx && Math.abs(y - own.y) < height / 2 + marginPx;
  await until('who is in sight to be drawn, and nobody else', async () =>
    (await game.others()).every((other) =>
      other.isDrawn ? isWithin(other, MARGIN_PX.most) : !isWithin(other, MARGIN_PX.least),
    ),
  );

  await guest.send({ address: '/position', x: own.x + 60, y: own.y });
  const guestSeen = async () => (await game.others()).find(({ name }) => name.startsWith('Guest'));
  await until('the guest beside us to be drawn', async () => (await guestSeen())?.isDrawn);
  await guest.send({ address: '/position', x: 100, y: 100 });
  await until('the guest to be drawn no more, and known where it went', async () => {
    const seen = await guestSeen();
    return seen?.x === 100 && !seen.isDrawn;
  });

  await game.page.keyboard.down('ArrowRight');
  await until('a walk over some tiles', async () => (await game.own()).x > own.x + 1200);
  await game.page.keyboard.up('ArrowRight');
  const tiles = await tileCount(game);
  expect(tiles).toBeGreaterThan(0);
  expect(tiles).toBeLessThanOrEqual(TILES_MAX);
});
