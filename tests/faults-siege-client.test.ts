/** What a hostile server may try against those who connect to it. */
import { attack } from './support/besieged';
import { freePort } from './support/free-port';
import { join, leaveAll } from './support/pictures';
import { killAll, Program, startServer } from './support/programs';
import { until } from './support/until';

const ATTACK_S = 15;

afterEach(async () => {
  leaveAll();
  await killAll();
});

test('a server that floods and resets again and again does not end a player, who enters the next yard there', async () => {
  const port = await freePort();
  const player = new Program('player', ['--join', `127.0.0.1:${port}`, '--name', 'Ada', '--walk', 'none']);
  const { connections } = await attack('hostile-server', port, ATTACK_S);
  expect(Number(connections)).toBeGreaterThanOrEqual(2);
  expect([player.process.exitCode, player.process.signalCode]).toEqual([null, null]);
  await startServer(port);
  const grace = join(port, 'Grace');
  await until('Grace to see Ada', () => grace.picture.sights().some(({ name }) => name === 'Ada'));
}, 60_000);
