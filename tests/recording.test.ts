/** A recording from the server's first moment to its last, and what becomes of it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { MOTION_RATE_HZ } from '../shared/config';
import { RecordedYard } from '../shared/recording/recorded-yard';
import { RecordingReader } from '../shared/recording/recording-reader';
import { freePort } from './support/free-port';
import { join, leaveAll } from './support/pictures';
import { killAll, Program, startServer } from './support/programs';
import { until } from './support/until';
import { walk } from './support/walks';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(joinPath(tmpdir(), 'zeroyard-'));
});
afterEach(async () => {
  leaveAll();
  await killAll();
  rmSync(folder, { recursive: true, force: true });
});

function read(path: string) {
  const reader = new RecordingReader();
  const bundles = reader.push(readFileSync(path));
  return { bundles, ...reader.end };
}

/** Of whoever has told the fewest of so many players, how many motions have been recorded so far. */
function fewestMotions(path: string, players: number): number {
  const [yard, counts] = [new RecordedYard(), new Map<number, number>()];
  for (const news of read(path).bundles.flatMap((bundle) => yard.apply(bundle)))
    if (news.kind === 'moved') counts.set(news.player.id, (counts.get(news.player.id) ?? 0) + 1);
  return counts.size < players ? 0 : Math.min(...counts.values());
}

test('a server that is killed has recorded all but the last second, and that opens', async () => {
  const port = await freePort();
  const path = joinPath(folder, 'killed.osc');
  const server = await startServer(port, '--record', path);
  const [ada, grace] = [join(port, 'Ada'), join(port, 'Grace')];
  await until('both to be here', () => ada.picture.id !== undefined && grace.picture.others.size === 1);
  await walk(ada, 100);
  const id = ada.picture.id ?? 0;
  const seen = grace.picture.others.get(id)?.x ?? NaN;
  await server.stop('SIGKILL');
  const { bundles, fault } = read(path);
  expect(fault).toBeUndefined();
  const yard = new RecordedYard();
  for (const bundle of bundles) yard.apply(bundle);
  const recorded = yard.players.get(id)?.track.at((bundles.at(-1)?.atMs ?? 0) + 1000, yard.size)?.x;
  // One step is one pixel.
  expect(recorded).toBeGreaterThanOrEqual(seen - MOTION_RATE_HZ);
}, 60_000);

test('who was recorded walks again in a living yard, under the same name, and leaves at the end', async () => {
  const [first, second] = [await freePort(), await freePort()];
  const path = joinPath(folder, 'evening.osc');
  const server = await startServer(first, '--record', path);
  expect(server.output).toContain(`The yard is recorded to ${path}.`);
  const runners = new Program('player', [
    '--join',
    `tcp://127.0.0.1:${first}`,
    '--count',
    '2',
    '--name',
    'Runner',
  ]);
  await until('both to walk', () => fewestMotions(path, 2) >= 4);
  await runners.stop('SIGTERM');
  await server.stop('SIGTERM');
  expect(server.output).toContain(`The yard is recorded no more: ${path} (`);
  expect(read(path)).toMatchObject({ isCut: false, fault: undefined });

  await startServer(second);
  const { picture } = join(second, 'Ada');
  await until('Ada to be here', () => picture.id !== undefined);
  const replay = new Program('player', ['--replay', path, '--join', `tcp://127.0.0.1:${second}`]);
  await until(
    'both to be here',
    () =>
      picture
        .sights()
        .map(({ name }) => name)
        .join() === 'Runner 1,Runner 2',
  );
  const ids = [...picture.others.keys()];
  await until('both to leave', () => ids.every((id) => picture.left.includes(id)));
  expect(await replay.exit()).toBe(0);
  expect(replay.output).toContain('Players that came: 2.');
  for (const id of ids) expect(picture.xsOf(id).size).toBeGreaterThan(1);
}, 60_000);

test('a server that cannot record as it was told does not open, and says why', async () => {
  const path = joinPath(folder, 'nowhere/evening.osc');
  const server = new Program('server', ['--port', String(await freePort()), '--record', path]);
  expect(await server.exit()).toBe(1);
  expect(server.errors).toBe(
    `zeroyard-server: The yard cannot be recorded to ${path}: there is no such folder. Make it, or name another one. (--record)\n`,
  );
  expect(existsSync(path)).toBe(false);
});
