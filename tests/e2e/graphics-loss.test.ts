/** The graphics process may crash, or its driver be replaced, while the game runs. */
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { until } from '../support/until';
import { closeGames, Game } from './game';

afterEach(async () => {
  await closeGames();
  await killAll();
});

const isContextLost = (game: Game) =>
  game.page.evaluate(() => document.querySelector('canvas')?.getContext('webgl2')?.isContextLost());

test('the yard is drawn again each time that the graphics process has crashed', async () => {
  const port = await freePort();
  await startServer(port);
  const ada = await Game.start('--join', `tcp://127.0.0.1:${port}`);
  await ada.untilStatus('only you here');
  const killed: number[] = [];
  for (const nth of ['first', 'second']) {
    const pid = await until('a graphics process', () =>
      ada.app.evaluate(
        ({ app }, dead) =>
          app.getAppMetrics().find((process) => process.type === 'GPU' && !dead.includes(process.pid))?.pid,
        killed,
      ),
    );
    killed.push(pid);
    process.kill(pid, 'SIGKILL');
    await until(`the ${nth} loss to be noticed`, () => isContextLost(ada));
    await until(`the yard to be drawn after the ${nth} loss`, async () => !(await isContextLost(ada)));
  }
});
