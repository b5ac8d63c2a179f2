/** A player whose process is frozen until the server has closed its connection, as under a debugger or in a paused machine. */
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './support/free-port';
import { killAll, Program, startServer } from './support/programs';
import { until } from './support/until';

/** A silent peer of the own Router is closed after 9 ticks of a second. */
const FROZEN_MS = 12_000;
jest.setTimeout(60_000);

afterEach(killAll);

test('a player that was frozen while others walked is back, though PINGs wait behind what it had not read', async () => {
  const port = await freePort();
  const server = await startServer(port, '--transport', 'zmtp', '--log-level', 'debug');
  const join = ['--join', `tcp://127.0.0.1:${port}`];
  new Program('player', [...join, '--count', '5', '--name', 'Walker']);
  const player = new Program('player', [...join, '--name', 'Ada']);
  const arrivals = () => server.output.split('\n').filter((line) => line.includes('Ada')).length;
  await until('the player to be here', () => arrivals() > 0);
  const { pid } = player.process;
  if (pid === undefined) throw new Error('The player has no process.');
  // Its clock, and the motions of all, are told by then.
  await sleep(2000);
  process.kill(pid, 'SIGSTOP');
  await sleep(FROZEN_MS);
  const before = arrivals();
  process.kill(pid, 'SIGCONT');
  await until('the player to be back', () => arrivals() > before || player.process.signalCode !== null);
  await sleep(1000);
  expect({ signal: player.process.signalCode, errors: player.errors }).toEqual({ signal: null, errors: '' });
});
