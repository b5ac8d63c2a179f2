/** A crowd on three servers is drawn as right as on one, in the same run; and who is at another one as right as who is at one's own. */
import { ClusterServer, untilTogether } from './support/cluster';
import { freePort } from './support/free-port';
import { Nats, NATS_OBSTACLE, removeNats } from './support/nats';
import { killAll, Program, startServer } from './support/programs';
import type { Errors } from './support/crowd-on-servers';
import { testUnless } from './support/test-unless';

jest.setTimeout(150_000);

/**
 * Three servers take two to three times the processor of one, and here all share it with the crowd: with 300 it is the machine that
 * is measured, of two cores.
 */
const PLAYERS = 120;
const SECONDS = 3;
/** Of each in turn at most; the least disturbed one of each counts, and further ones are made only where that is not right yet. */
const ROUNDS_MAX = 3;
const WORSE_MAX = 1.3;

afterEach(async () => {
  await killAll();
  await removeNats();
});

async function measure(ports: readonly number[]): Promise<Errors> {
  const crowd = new Program('crowd-on-servers', [PLAYERS, SECONDS, ...ports].map(String));
  const code = await crowd.exit();
  if (code !== 0) throw new Error(`The crowd failed: ${crowd.errors}`);
  return JSON.parse(crowd.output) as Errors;
}

const isRightElsewhere = ({ herePx, elsewherePx }: Errors) =>
  (elsewherePx ?? NaN) <= WORSE_MAX * (herePx ?? NaN);
const leastOf = (rounds: Errors[]) => rounds.reduce((a, b) => (b.allPx < a.allPx ? b : a));

testUnless(
  NATS_OBSTACLE,
  `${PLAYERS} walkers on three servers are drawn with at most ${WORSE_MAX} x the error of one server, and so are those at other servers beside one's own`,
  async () => {
    const nats = await Nats.start(await freePort());
    const args = ['--max-players', String(PLAYERS)];
    const port = await freePort();
    await startServer(port, ...args);
    const natsPort = Number(new URL(nats.url).port);
    const servers = await Promise.all([1, 2, 3].map(() => ClusterServer.start(natsPort, ...args)));
    await untilTogether(servers);
    const [ones, threes]: [Errors[], Errors[]] = [[], []];
    const isRight = () =>
      threes.length > 0 &&
      leastOf(threes).allPx <= WORSE_MAX * leastOf(ones).allPx &&
      isRightElsewhere(leastOf(threes));
    for (let round = 0; round < ROUNDS_MAX && !isRight(); round++) {
      ones.push(await measure([port]));
      threes.push(await measure(servers.map((server) => server.port)));
    }
    const [one, three] = [leastOf(ones), leastOf(threes)];
    const [herePx, elsewherePx] = [three.herePx ?? NaN, three.elsewherePx ?? NaN];
    const written = (rounds: Errors[]) => rounds.map(({ allPx }) => allPx.toFixed(1)).join(' and ');
    console.log(
      `p95 of the drawn error: one server ${written(ones)} px, three ${written(threes)} px (${(three.allPx / one.allPx).toFixed(2)} x); ` +
        `of who is at one's own ${herePx.toFixed(1)} px, at another ${elsewherePx.toFixed(1)} px`,
    );
    expect(three.allPx / one.allPx).toBeLessThanOrEqual(WORSE_MAX);
    expect(elsewherePx / herePx).toBeLessThanOrEqual(WORSE_MAX);
  },
);
