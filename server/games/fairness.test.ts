/** How fair a touch is for who is behind 80 ± 30 ms both ways, and whether screens agree: simulated walkers with simulated networks. */
import { walkOn, type Position, type Velocity } from '../../shared/movement';
import { ROLES } from '../../shared/protocol/games';
import { seeded } from '../../shared/random';
import type { YardPlayer } from '../yard/yard-player';
import { JUDGED_BEHIND_MS, TOUCH_PX } from './game';
import { PlayedYard } from './played-yard.fixture';
import { GRACE_MS } from './tag';

const SIZE = { widthPx: 800, heightPx: 600 };
const FRAME_MS = 10;
/** One way, in ms: at least, and so much more by chance. */
const LAN = { leastMs: 1, spreadMs: 1 };
const FAR = { leastMs: 50, spreadMs: 60 };
const ROUND_TRIP_MAX_MS = 2 * (FAR.leastMs + FAR.spreadMs);

/** One screen with its person, who acts by what it sees. */
class Walker {
  readonly player: YardPlayer;
  place: Position;
  going: Velocity = { vx: 0, vy: 0 };
  /** Where the other was, as it comes in: each with when it arrives. */
  private readonly coming: { atMs: number; place: Position; its: readonly number[] }[] = [];
  seen: Position | undefined;
  its: readonly number[] = [];
  private readonly played: PlayedYard;
  private readonly way: typeof LAN;
  private readonly random: () => number;
  private sent: { atMs: number; send: () => void }[] = [];
  private turnedMs = -Infinity;

  constructor(played: PlayedYard, name: string, x: number, way: typeof LAN, random: () => number) {
    [this.played, this.way, this.random] = [played, way, random];
    this.place = { x, y: 300 };
    this.player = played.join(name, x, 300);
  }

  /** A frame: walks, takes in what came, and what it said arrives at the server. */
  frame(other: Walker): void {
    const { nowMs } = this.played;
    this.place = walkOn({ ...this.place, ...this.going }, FRAME_MS / 1000, SIZE);
    const arrived = this.sent.filter(({ atMs }) => atMs <= nowMs);
    this.sent = this.sent.filter(({ atMs }) => atMs > nowMs);
    for (const { send } of arrived) send();
    const lateMs = this.wayMs() + other.wayMs();
    this.coming.push({ atMs: nowMs + lateMs, place: { ...other.place }, its: this.its });
    while ((this.coming[0]?.atMs ?? Infinity) <= nowMs) this.seen = this.coming.shift()?.place;
  }

  go(vx: number, vy: number): void {
    const { played, player, place } = this;
    const momentMs = played.nowMs;
    this.going = { vx, vy };
    // TCP keeps their order.
    const arrivesMs = Math.max(momentMs + this.wayMs(), this.sent.at(-1)?.atMs ?? 0);
    const { x, y } = place;
    this.sent.push({ atMs: arrivesMs, send: () => played.walk(player, x, y, vx, vy, momentMs) });
  }

  /** Is told who is it. */
  told(its: readonly number[], atMs: number): void {
    this.sent.push({ atMs: atMs + this.wayMs(), send: () => (this.its = its) });
    this.sent.sort((a, b) => a.atMs - b.atMs);
  }

  get touches(): boolean {
    return (
      this.seen !== undefined &&
      Math.hypot(this.seen.x - this.place.x, this.seen.y - this.place.y) <= TOUCH_PX
    );
  }

  /** Who is it runs after the other, who runs away, now and then to a side. */
  act(): void {
    const { nowMs } = this.played;
    if (!this.seen || nowMs - this.turnedMs < 150) return;
    this.turnedMs = nowMs;
    const isIt = this.its.includes(this.player.id);
    const [dx, dy] = [this.seen.x - this.place.x, this.seen.y - this.place.y];
    const angle = Math.atan2(dy, dx) + (isIt ? 0 : Math.PI + (this.random() - 0.5) * 2.4);
    this.go(240 * Math.cos(angle), 240 * Math.sin(angle));
  }

  private wayMs(): number {
    return this.way.leastMs + this.random() * this.way.spreadMs;
  }
}

function two(ways: readonly [typeof LAN, typeof LAN], seed = 1) {
  const played = new PlayedYard({ size: SIZE }, seed);
  const random = seeded(seed);
  const walkers = ways.map((way, i) => new Walker(played, `Walker ${i}`, 200 + 400 * i, way, random));
  const [one, other] = walkers as [Walker, Walker];
  played.play('tag');
  let its: readonly number[] = [];
  const frame = (isActing: boolean) => {
    played.run(FRAME_MS, FRAME_MS);
    if (played.its.join() !== its.join()) {
      its = played.its;
      for (const walker of walkers) walker.told(its, played.nowMs);
    }
    one.frame(other);
    other.frame(one);
    for (const walker of walkers) {
      if (isActing) walker.act();
      // A client repeats its motion once a second.
      else if (played.nowMs % 500 < FRAME_MS) walker.go(walker.going.vx, walker.going.vy);
    }
  };
  return { played, one, other, frame };
}

test.each([
  ['who stands', 0, 0],
  ['who comes towards it', -240, 0],
  ['who crosses its way', 0, 120],
])('who touches %s in its own view, behind 80 ± 30 ms, has touched it a round trip later', (_, vx, vy) => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { played, one, other, frame } = two([FAR, LAN], seed);
    const isFirst = played.its[0] === one.player.id;
    if (!isFirst) continue;
    for (let i = 0; i < 100; i++) frame(false);
    one.go(240, 0);
    other.go(vx, vy);
    let ownMs: number | undefined;
    let judgedMs: number | undefined;
    for (let i = 0; i < 400 && judgedMs === undefined; i++) {
      frame(false);
      if (one.touches) ownMs ??= played.nowMs;
      if (one.its.includes(other.player.id)) judgedMs = played.nowMs;
    }
    if (vy !== 0 && judgedMs === undefined) continue;
    expect(judgedMs).toBeDefined();
    const laterMs = (judgedMs ?? Infinity) - (ownMs ?? judgedMs ?? 0);
    expect(laterMs).toBeLessThanOrEqual(ROUND_TRIP_MAX_MS + JUDGED_BEHIND_MS + 50);
  }
});

test('of two who stand on one another each is it for as long as the other: who is far loses no more than the grace', () => {
  const { played, one, other, frame } = two([FAR, LAN]);
  for (let i = 0; i < 100; i++) frame(false);
  const passes: { atMs: number; to: number }[] = [];
  one.go(240, 0);
  for (let i = 0; i < 6000; i++) {
    frame(false);
    if (one.place.x >= 590 && one.going.vx > 0) one.go(0, 0);
    const [to] = played.its;
    if (to !== undefined && to !== passes.at(-1)?.to) passes.push({ atMs: played.nowMs, to });
  }
  const times = passes.slice(2).map(({ atMs, to }, i) => ({ to, ms: atMs - (passes[i + 1]?.atMs ?? 0) }));
  expect(times.length).toBeGreaterThan(20);
  for (const { ms } of times) expect(Math.abs(ms - GRACE_MS)).toBeLessThanOrEqual(60);
  expect([one, other].every(({ player }) => times.some(({ to }) => to === player.id))).toBe(true);
});

test('in a chase who is behind 80 ± 30 ms catches and is caught, as two on a LAN do', () => {
  const shares = [
    [LAN, LAN],
    [FAR, LAN],
  ].map((ways) => {
    const { played, one, frame } = two(ways as [typeof LAN, typeof LAN], 3);
    let [it, frames, passes] = [0, 0, 0];
    let last: number | undefined;
    while (played.game?.phase === 'running') {
      frame(true);
      frames++;
      const [now] = played.its;
      if (now === one.player.id) it++;
      if (now !== last) passes++;
      last = now;
    }
    return { share: it / frames, passes };
  });
  for (const { share, passes } of shares) {
    expect(passes).toBeGreaterThan(10);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
  }
});

test('two screens never disagree about who is it for longer than a round trip', () => {
  const { played, one, other, frame } = two([FAR, LAN], 5);
  let [sinceMs, longestMs, passes] = [Infinity, 0, 0];
  let before: readonly number[] = [];
  while (played.game?.phase === 'running') {
    frame(true);
    if (one.its !== before) passes++;
    before = one.its;
    if (one.its.join() === other.its.join()) sinceMs = Infinity;
    else sinceMs = Math.min(sinceMs, played.nowMs);
    if (sinceMs !== Infinity) longestMs = Math.max(longestMs, played.nowMs - sinceMs);
  }
  expect(passes).toBeGreaterThan(10);
  expect(longestMs).toBeGreaterThan(0);
  expect(longestMs).toBeLessThanOrEqual(ROUND_TRIP_MAX_MS);
  expect(ROLES.it).toBe(1);
});

test.each([
  ['in time', true],
  ['not', false],
])('who turns away before a touch, %s, is judged by that, though it comes 110 ms later', (_, turns) => {
  const played = new PlayedYard();
  const [runner, it] = [played.join('Runner', 1000, 800), played.join('It', 1200, 800)];
  played.play('tag');
  played.games.runner.field.setRole(runner.id, ROLES.free);
  played.games.runner.field.setRole(it.id, ROLES.it);
  played.run(1000, 10);
  played.walk(runner, 1000, 800, 240, 0);
  // 52 px are left, of which it goes 26 in what its network takes.
  played.run(148_000 / 240, 10);
  const turnedMs = played.nowMs;
  played.run(110, 10);
  if (turns) played.walk(runner, 1148, 800, -240, 0, turnedMs);
  expect(runner.motion.at(turnedMs + 1)?.x).toBeCloseTo(1148, 0);
  played.run(500, 10);
  expect(played.its).toEqual([turns ? it.id : runner.id]);
});
