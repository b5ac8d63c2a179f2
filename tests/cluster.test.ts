/** Two servers of one yard on a real NATS, with players at both: everybody sees everybody, whatever happens to NATS. */
import { freePort } from './support/free-port';
import { readMetrics } from './support/metrics';
import { Nats, NATS_OBSTACLE, removeNats } from './support/nats';
import * as pictures from './support/pictures';
import { killAll, Program, startServer } from './support/programs';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

const YARD = 'Our yard';
let natsPort: number;

beforeEach(async () => {
  natsPort = await freePort();
});
afterEach(async () => {
  pictures.leaveAll();
  await killAll();
  await removeNats();
});

const onNats = (name: string, body: () => Promise<void>) => testUnless(NATS_OBSTACLE, name, body);

interface Served {
  port: number;
  metricsPort: number;
  server: Program;
}

async function serve(...args: string[]): Promise<Served> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const cluster = [
    '--cluster',
    `nats://127.0.0.1:${natsPort}`,
    '--name',
    YARD,
    '--metrics',
    String(metricsPort),
  ];
  return { port, metricsPort, server: await startServer(port, ...cluster, ...args) };
}

const seesAll = (players: readonly pictures.Companion[]) => () =>
  players.every(({ name, picture }) => {
    const others = players.filter((other) => other.name !== name).map((other) => other.name);
    const seen = picture.sights().filter(({ x }) => x !== undefined);
    return others.sort().join() === seen.map((sight) => sight.name).join();
  });

onNats(
  'six players at two servers see each other walk and leave, and nobody of a yard of another name; one server ends',
  async () => {
    await Nats.start(natsPort);
    const [one, two, other] = await Promise.all([serve(), serve(), serve('--name', 'Another yard')]);
    const stranger = pictures.join(other.port, 'Stranger');
    stranger.player.move({ x: 100, y: 300 });
    const names = ['Ada', 'Barbara', 'Edsger', 'Grace', 'Ken', 'Tony'];
    const players = names.map((name, i) => pictures.join((i % 2 === 0 ? one : two).port, name));
    players.forEach(({ player }, i) => player.move({ x: 200 + 100 * i, y: 300 }));
    await until('all to see all', seesAll(players));
    const ids = players.map(({ picture }) => picture.id);
    const [ada, barbara] = players as [pictures.Companion, pictures.Companion];
    ada.player.move({ x: 230, y: 300 });
    await until('Barbara to see Ada walk', () => barbara.picture.sights()[0]?.x === 230);
    pictures.leave(ada);
    await until('Barbara to see Ada go', () => barbara.picture.left.length > 0);
    expect(barbara.picture.left).toEqual([ids[0]]);
    const metrics = await readMetrics(two.metricsPort);
    expect(metrics.get('zeroyard_cluster_connected')).toBe(1);
    expect(metrics.get('zeroyard_cluster_servers')).toBe(1);
    expect(metrics.get('zeroyard_cluster_remote_players')).toBe(2);
    expect(metrics.get('zeroyard_cluster_gaps_total')).toBe(0);
    expect(metrics.get('zeroyard_cluster_dropped_total{reason="malformed"}')).toBe(0);
    expect(metrics.get('zeroyard_cluster_lag_seconds{quantile="0.5"}')).toBeGreaterThanOrEqual(0);
    expect([stranger.states, stranger.picture.sights()]).toEqual([['present'], []]);
    await one.server.stop('SIGTERM');
    await until('Barbara to miss Edsger and Ken', () => barbara.picture.sights().length === 2);
    const args = ['--port', String(two.port), '--name', YARD, '--cluster', `nats://127.0.0.1:${natsPort}`];
    const third = new Program('server', args);
    expect(await third.exit()).toBe(1);
    expect(third.errors).toContain('is taken by another program');
  },
);

onNats(
  'a yard opens alone and says so where NATS is not there yet, and is one with the others when it comes',
  async () => {
    const [one, two] = await Promise.all([serve(), serve()]);
    await until('both to say so', () =>
      [one, two].every(({ server }) =>
        server.output.includes('This server is alone: NATS cannot be reached'),
      ),
    );
    const players = [pictures.join(one.port, 'Ada'), pictures.join(two.port, 'Grace')];
    players.forEach(({ player }, i) => player.move({ x: 200 + 100 * i, y: 300 }));
    await until('both to be in', () => players.every(({ states }) => states.at(-1) === 'present'));
    await Nats.start(natsPort);
    await until('both to see each other', seesAll(players));
    await until('both to say so', () =>
      [one, two].every(({ server }) => server.output.includes('together with one other')),
    );
  },
);

onNats('a file of credentials that cannot be read is said in one sentence', async () => {
  const args = ['--port', String(await freePort()), '--name', YARD, '--cluster', 'nats://127.0.0.1:1'];
  const server = new Program('server', [...args, '--cluster-credentials', '/no/such/file']);
  expect(await server.exit()).toBe(1);
  expect(server.errors).toBe(
    'zeroyard-server: The file of credentials /no/such/file cannot be read (ENOENT). (--cluster-credentials)\n',
  );
});
