/** What stands in the way of a start: another game that runs, or the traces of one that ended without a word. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeGames, ELECTRON, Game, SWITCHES } from './game';

afterEach(closeGames);

test('a second start ends in order when nobody reads what it prints', async () => {
  const first = await Game.start();
  const second = spawn(ELECTRON, ['.', ...SWITCHES, '--data-dir', first.userData], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  second.stdout.destroy();
  let errors = '';
  second.stderr.on('data', (text) => (errors += String(text)));
  await once(second, 'close');
  expect(errors).not.toMatch(/JavaScript error|EPIPE/);
  expect(second.exitCode).toBe(0);
});

test.each([
  ['on a computer that had another name then', 'another-name-4242'],
  ['whose number another program has now', `${hostname()}-${process.pid}`],
])('the lock of a game that died %s does not hold up the next start', async (_, lock) => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  symlinkSync(lock, join(userData, 'SingletonLock'));
  const game = await Game.startIn(userData);
  await game.untilLobby();
});
