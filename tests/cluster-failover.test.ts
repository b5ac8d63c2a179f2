/** Players of a full server, and of one that is lost: they are led to others of the yard, also of a secured one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecret, identifyBy } from '../client/identity';
import { ClusterServer, leaveAll, Member, untilOneRoster, untilTogether } from './support/cluster';
import { freePort } from './support/free-port';
import { Nats, NATS_OBSTACLE, removeNats } from './support/nats';
import { killAll } from './support/programs';
import { keysFolder, TEST_KEYS } from './support/secured';
import { testUnless } from './support/test-unless';
import { pause, until } from './support/until';

jest.setTimeout(60_000);

let natsPort: number;
const folders: string[] = [];

beforeAll(async () => {
  if (NATS_OBSTACLE) return;
  natsPort = await freePort();
  await Nats.start(natsPort);
});
afterEach(async () => {
  leaveAll();
  await killAll();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
afterAll(removeNats);

const onNats = (name: string, body: () => Promise<void>) => testUnless(NATS_OBSTACLE, name, body);

function serve(keys: string | undefined, ...args: string[]): Promise<ClusterServer> {
  if (keys !== undefined) folders.push(keys);
  return ClusterServer.start(natsPort, ...(keys === undefined ? [] : ['--secure', '--keys', keys]), ...args);
}

onNats('a full server sends newcomers on to one that has room, and they know all who are at it', async () => {
  const [full, free] = await Promise.all([serve(undefined, '--max-players', '2'), serve(undefined)]);
  await untilTogether([full, free]);
  const here = [new Member(full.target, 'Ada'), new Member(full.target, 'Barbara')];
  await untilOneRoster(here, [full, free]);
  // Which one has room is told by the heartbeats.
  await pause(1500);
  const led = ['Edsger', 'Grace', 'Ken'].map((name) => new Member(full.target, name));
  await untilOneRoster([...here, ...led], [full, free]);
  for (const { followed } of led) expect(followed).toEqual([{ server: free.target, cause: 'full' }]);
});

onNats(
  'players of a secured server that is killed are at another one of its keys, as who and where they were; one of other keys stays alone',
  async () => {
    const stranger = mkdtempSync(join(tmpdir(), 'zeroyard-keys-'));
    const [alone, ...servers] = await Promise.all(
      [stranger, keysFolder(), keysFolder()].map((keys) => serve(keys)),
    );
    const [first, lost] = servers;
    if (!alone || !first || !lost) throw new Error('There are no servers.');
    await untilTogether(servers);
    const at = ({ target }: ClusterServer) => `${target}?key=${TEST_KEYS.publicKey}`;
    const all = ['Ada', 'Barbara', 'Edsger', 'Grace'].map(
      (name, i) => new Member(at(i % 2 === 0 ? first : lost), name, undefined, identifyBy(createSecret())),
    );
    all.forEach((member, i) => member.move(300 + 100 * i, 400));
    await untilOneRoster(all, servers);
    const ids = all.map(({ id }) => id);
    expect(await alone.roster()).toEqual([]);
    expect(alone.output).toContain('has another key pair');
    // Each has been told where the others are.
    await pause(500);
    const killedMs = performance.now();
    lost.kill('SIGKILL');
    const affected = all.filter((_, i) => i % 2 === 1);
    await until('them to be back', () =>
      affected.every(({ followed, isPresent }) => isPresent && followed.length === 1),
    );
    const backMs = performance.now() - killedMs;
    await untilOneRoster(all, [first]);
    expect(all.map(({ id }) => id)).toEqual(ids);
    for (const { followed } of affected) expect(followed).toEqual([{ server: at(first), cause: 'lost' }]);
    const places = new Map(ids.map((id, i) => [id, 300 + 100 * i]));
    await until('all to be seen at their places', () =>
      all.every(({ others }) => [...others.values()].every(({ id, x }) => x === places.get(id))),
    );
    expect(await alone.roster()).toEqual([]);
    console.log(`its players were at the other one after ${Math.round(backMs)} ms`);
  },
);
