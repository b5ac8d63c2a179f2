/** Many come and go at random: at the end everybody knows the same, and it is true. */
import { MOTION_RATE_HZ } from '../shared/config';
import { join, leave, leaveAll, Picture, type Companion, type Sight } from './support/pictures';
import { freePort } from './support/free-port';
import { killAll, startServer } from './support/programs';
import { seeded } from '../shared/random';
import { chooseSeed, pick } from './support/random';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';

const PLAYERS = 20;
const CHURN_MS = 30_000;
const LONGEST_STAY_MS = 4000;
const LONGEST_ABSENCE_MS = 1000;
/** How many walk with a Dealer of their own and vanish without a word; the others are our players, and say goodbye. */
const ABRUPT_SHARE = 0.5;
const STEP_PX = 4;

afterEach(async () => {
  leaveAll();
  closePeers();
  await killAll();
});

/** Somebody who is in the yard: what it sends itself, and what it received. */
interface Present {
  name: string;
  position: { x: number; y: number };
  move: () => Promise<void> | void;
  depart: () => void;
  picture: () => Picture;
}

function abrupt(port: number, name: string, position: Present['position']): Present {
  const peer = new RawPeer(port);
  void peer.send({ address: '/profile', protocol: 2, name, colour: '#e69f00' });
  return {
    name,
    position,
    move: () => peer.send({ address: '/position', ...position }),
    depart: () => peer.close(),
    picture: () => pictureOf(peer),
  };
}

function orderly(port: number, name: string, position: Present['position']): Present {
  const companion: Companion = join(port, name);
  return {
    name,
    position,
    move: () => companion.player.move({ ...position }),
    depart: () => leave(companion),
    picture: () => companion.picture,
  };
}

function pictureOf(peer: RawPeer): Picture {
  const picture = new Picture();
  for (const message of peer.messages()) picture.apply(message);
  return picture;
}

/** One place in the yard, which is taken and left again and again. Resolves with whoever has it at the end, if anybody. */
async function churn(
  port: number,
  place: number,
  random: () => number,
  endMs: number,
): Promise<Present | undefined> {
  for (let stay = 1; ; stay++) {
    await pause(pick(random, LONGEST_ABSENCE_MS));
    if (Date.now() > endMs) return undefined;
    const arrive = random() < ABRUPT_SHARE ? abrupt : orderly;
    const x = 200 + pick(random, 2000);
    const present = arrive(port, `${place} stay ${stay}`, { x, y: 200 + pick(random, 1200) });
    const leaveMs = Date.now() + pick(random, LONGEST_STAY_MS);
    while (Date.now() < leaveMs) {
      await present.move();
      await pause(1000 / MOTION_RATE_HZ);
      // Whoever is there at the end stays, and nobody moves any more.
      if (Date.now() > endMs) return present;
      present.position.x += STEP_PX * (pick(random, 3) - 1);
      present.position.y += STEP_PX * (pick(random, 3) - 1);
    }
    present.depart();
  }
}

test('20 players come and go for 30 s; every picture then equals what is so', async () => {
  const port = await freePort();
  await startServer(port);
  const seed = chooseSeed('come and go');
  const endMs = Date.now() + CHURN_MS;
  const places = Array.from({ length: PLAYERS }, (_, i) => churn(port, i, seeded(seed + i), endMs));
  const stayed = (await Promise.all(places)).filter((present) => present !== undefined);
  expect(stayed.length).toBeGreaterThan(0);
  // A guest that asks the server: who comes is sent everybody's profile and place.
  const fresh = new RawPeer(port);
  await fresh.send({ address: '/ping', n: 1 });
  const freshId = await fresh.id();
  // Everybody goes on saying where it is, as players do: a machine may be slow enough for silence to count.
  const repeat = setInterval(() => {
    for (const { move } of stayed) void move();
  }, 1000);
  try {
    const truth = await until('everybody who stayed to have an id', () => {
      const sights = stayed.map(
        ({ name, position, picture }) => [picture().id, { name, ...position }] as const,
      );
      return sights.every(([id]) => id !== undefined) && new Map(sights as [number, Sight][]);
    });
    truth.set(freshId, { name: `Guest ${freshId}` });
    await expectTrue('the server', () => pictureOf(fresh), truth);
    for (const { name, picture } of stayed) await expectTrue(name, picture, truth);
  } finally {
    clearInterval(repeat);
  }
}, 60_000);

/** Waits until a picture is the whole truth, but for who looks at it. */
async function expectTrue(whose: string, read: () => Picture, truth: ReadonlyMap<number, Sight>) {
  const sorted = (sights: Iterable<[number, Sight]>): string =>
    JSON.stringify([...sights].sort(([one], [other]) => one - other));
  const expected = sorted([...truth].filter(([id]) => id !== read().id));
  const seen = (): string => sorted(read().others);
  await until(`${whose} to see what is so`, () => seen() === expected).catch(() => undefined);
  expect({ whose, picture: seen() }).toEqual({ whose, picture: expected });
}
