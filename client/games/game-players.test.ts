import { distancePx } from './steering';
import { GAME_PLAYERS, type PlayedName } from './game-players';
import { HeadlessWalker } from '../headless-walker';
import type { YardMessage } from '../../shared/bridge';
import { Landscape } from '../../shared/landscape/landscape';
import { placeAt, type Motion, type Position } from '../../shared/movement';
import { ROLE_FLAGS, ROLES, THING_KINDS, type GamePhase, type Thing } from '../../shared/protocol/games';
import { emptyMotions } from '../../shared/protocol/motions';
import { seeded } from '../../shared/random';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const YARD = { address: '/yard', id: 1, name: 'Yard', protocol: 2, ...SIZE } as const;

/** A headless player, and what its server tells it. */
class Company {
  readonly walker: HeadlessWalker;
  private told: Motion | undefined;
  private nowMs = 0;
  private readonly game: string;

  constructor(game: PlayedName, name: string = game, walks = true) {
    this.game = name;
    const random = seeded(7);
    this.walker = new HeadlessWalker(walks, random, GAME_PLAYERS[game](random));
    this.tell(YARD);
  }

  tell(...messages: YardMessage[]): void {
    for (const message of messages) this.walker.handle(message, this.nowMs);
  }

  /** Its own role, and where another one stands. */
  tellGame(phase: GamePhase, own: number, other?: { role: number; at: Position }): void {
    const players = [{ id: 1, role: own, score: 0 }];
    this.tell({ address: '/game', name: this.game, phase, round: 1, endsInMs: 0, n: 1 });
    if (other) {
      const motions = emptyMotions(1);
      [motions.ids[0], motions.xs[0], motions.ys[0]] = [2, other.at.x, other.at.y];
      this.tell({ address: '/motions', sentMs: this.nowMs, ...motions });
      players.push({ id: 2, role: other.role, score: 0 });
    }
    this.tell({ address: '/game/players', players });
  }

  /** Stands somewhere, as its server corrects it. */
  standAt(place: Position): void {
    this.tell({ address: '/corrected', ...place });
  }

  /** Goes on for so long, and returns where that leads as it told. */
  walk(seconds: number): Position {
    for (const endMs = this.nowMs + 1000 * seconds; this.nowMs < endMs; this.nowMs += 33) {
      const motion = this.walker.step(0.033, this.nowMs);
      if (motion) this.told = { ...motion, atMs: this.nowMs };
    }
    return this.told ? placeAt(this.told, this.nowMs, SIZE) : { x: NaN, y: NaN };
  }
}

const MIDDLE = { x: 1200, y: 800 };

test('who is it runs after somebody, but not after who cannot be touched', () => {
  const at = { x: 1500, y: 900 };
  const company = new Company('tag');
  company.standAt(MIDDLE);
  company.tellGame('running', ROLES.it, { role: ROLES.free, at });
  expect(distancePx(company.walk(2), at)).toBeLessThan(40);
  const other = new Company('tag');
  other.standAt(MIDDLE);
  other.tellGame('running', ROLES.it, { role: ROLES.free | ROLE_FLAGS.inGrace, at });
  expect(distancePx(other.walk(2), at)).toBeGreaterThan(40);
});

test('who is it prefers somebody farther away who stands to somebody near who runs', () => {
  const company = new Company('tag');
  company.standAt(MIDDLE);
  const stands = { x: 900, y: 800 };
  company.tellGame('running', ROLES.it, { role: ROLES.free, at: stands });
  const runs = emptyMotions(1);
  [runs.ids[0], runs.xs[0], runs.ys[0], runs.vxs[0]] = [3, 1350, 800, 200];
  company.tell({ address: '/motions', sentMs: 0, ...runs });
  company.tell({ address: '/game/players', players: [{ id: 3, role: ROLES.free, score: 0 }] });
  expect(distancePx(company.walk(2), stands)).toBeLessThan(40);
});

test('all others run from who is it', () => {
  const it = { x: 1100, y: 800 };
  const company = new Company('tag');
  company.standAt(MIDDLE);
  company.tellGame('running', ROLES.free, { role: ROLES.it, at: it });
  expect(distancePx(company.walk(1), it)).toBeGreaterThan(distancePx(MIDDLE, it) + 100);
});

test('a treasure is gone to, and the next one when it is gone', () => {
  const lantern = { id: 1, kind: THING_KINDS.lantern, x: 1400, y: 800, vx: 0, vy: 0, age: 0 };
  const golden = { ...lantern, id: 2, kind: THING_KINDS.goldenDuck, x: 1400, y: 1100 };
  const duck = { ...lantern, id: 3, kind: THING_KINDS.duck, x: 1210, y: 800 };
  const company = new Company('treasure');
  company.standAt(MIDDLE);
  company.tellGame('running', ROLES.teamOne);
  company.tell({ address: '/things', sentMs: 0, things: [lantern, golden, duck] });
  expect(distancePx(company.walk(1.5), lantern)).toBeLessThan(40);
  company.tell({ address: '/things', sentMs: 0, things: [{ ...lantern, kind: THING_KINDS.gone }] });
  expect(distancePx(company.walk(2), golden)).toBeLessThan(40);
});

test('a treasure out of sight is not known, nor gone to where somebody of the team is nearer; a duck is met where it swims to', () => {
  const lantern = { id: 1, kind: THING_KINDS.lantern, x: 1400, y: 800, vx: 0, vy: 0, age: 0 };
  const far = { ...lantern, x: 2300 };
  const walkTo = (thing: Thing, mate?: Position) => {
    const company = new Company('treasure', 'treasure', false);
    company.standAt(MIDDLE);
    company.tellGame('running', ROLES.teamOne, mate && { role: ROLES.teamOne, at: mate });
    company.tell({ address: '/things', sentMs: 0, things: [thing] });
    return company.walk(1.5);
  };
  expect(distancePx(walkTo(far), MIDDLE)).toBeLessThan(10);
  expect(distancePx(walkTo(lantern, { x: 1450, y: 800 }), MIDDLE)).toBeLessThan(10);
  expect(distancePx(walkTo(lantern, { x: 1000, y: 800 }), lantern)).toBeLessThan(40);
  const duck = { ...lantern, kind: THING_KINDS.goldenDuck, x: 1350, vy: 100 };
  expect(distancePx(walkTo(duck), { x: 1350, y: 950 })).toBeLessThan(40);
});

const TREES = new Landscape(YARD.name, { widthPx: 2400, heightPx: 1600 }).section(0).trees;

test('who hides stands still under a tree, and who seeks counts before it goes from tree to tree', () => {
  const hider = new Company('hide');
  hider.standAt(MIDDLE);
  hider.tellGame('counting', ROLES.free);
  const hideout = hider.walk(6);
  expect(distancePx(hideout, MIDDLE)).toBeGreaterThan(330);
  expect(TREES.some((tree) => distancePx(tree, hideout) < 20)).toBe(true);
  hider.tellGame('running', ROLES.free);
  expect(distancePx(hider.walk(2), hideout)).toBeLessThan(6);

  const seeker = new Company('hide');
  seeker.standAt(MIDDLE);
  seeker.tellGame('counting', ROLES.it);
  expect(distancePx(seeker.walk(2), MIDDLE)).toBeLessThan(10);
  const visited = new Set<number>();
  for (let second = 0; second < 60; second++) {
    seeker.tellGame('running', ROLES.it);
    for (let i = 0; i < 10; i++) {
      const own = seeker.walk(0.1);
      TREES.forEach((tree, n) => distancePx(tree, own) < 25 && visited.add(n));
    }
  }
  expect(visited.size).toBeGreaterThan(8);
});

test('who seeks runs after whom it sees, and does not know where the hidden are', () => {
  const at = { x: 1350, y: 900 };
  const sees = new Company('hide');
  sees.standAt(MIDDLE);
  sees.tellGame('running', ROLES.it, { role: ROLES.free, at });
  expect(distancePx(sees.walk(1.5), at)).toBeLessThan(40);
  const hidden = new Company('hide');
  hidden.standAt(MIDDLE);
  hidden.tellGame('running', ROLES.it, { role: ROLES.free | ROLE_FLAGS.hidden, at });
  expect(distancePx(hidden.walk(1.5), at)).toBeGreaterThan(40);
});

test.each([
  ['another game is on', 'hide', 'running'],
  ['it waits for players', 'tag', 'waiting'],
] as const)('while %s it walks as one that plays nothing', (_, name, phase) => {
  const company = new Company('tag', name);
  const random = seeded(7);
  const stroller = new HeadlessWalker(true, random);
  stroller.handle(YARD, 0);
  const at = { ...company.walk(0.033), x: 1250 };
  expect(stroller.step(0.033, 0)).toBeDefined();
  company.tellGame(phase, ROLES.free, { role: ROLES.it, at });
  const nowMs = 33;
  const told = Array.from({ length: 100 }, (__, i) => [
    company.walker.step(0.033, nowMs + 33 * i),
    stroller.step(0.033, nowMs + 33 * i),
  ]);
  for (const [one, other] of told) expect(one).toEqual(other);
});

test('a game of which nothing is told any more is not played on', () => {
  const company = new Company('tag');
  company.standAt(MIDDLE);
  company.tellGame('running', ROLES.it, { role: ROLES.free, at: MIDDLE });
  // It stands on whom it reached, until the game is forgotten, and strolls then.
  expect(distancePx(company.walk(6), MIDDLE)).toBeLessThan(6);
  const places = Array.from({ length: 20 }, () => distancePx(company.walk(0.5), MIDDLE));
  expect(Math.max(...places)).toBeGreaterThan(40);
});
