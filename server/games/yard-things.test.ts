import { THING_KINDS } from '../../shared/protocol/games';
import { PlayedYard, sceneryOf } from './played-yard.fixture';

const ofKind = (played: PlayedYard, kind: number) =>
  [...played.things.values()].filter((thing) => thing.kind === kind);

test('every yard has a ball and ducks on its ponds, and with nobody near they are told each 2 s and no more', () => {
  const played = new PlayedYard();
  played.guest(1200, 800);
  played.run(2000);
  const { ponds } = sceneryOf(played.yard);
  expect(ofKind(played, THING_KINDS.ball)).toHaveLength(1);
  expect(ofKind(played, THING_KINDS.duck)).toHaveLength(2 * ponds.length);
  played.told.length = 0;
  played.run(20_000);
  expect(played.told.map(({ address }) => address)).toEqual(Array(10).fill('/things'));
  for (const { x, y } of ofKind(played, THING_KINDS.duck))
    expect(ponds.some((pond) => Math.hypot(pond.x - x, pond.y - y) <= pond.radiusPx)).toBe(true);
});

test('a duck flees from who comes near, over the water, and rests when nobody does any more', () => {
  const played = new PlayedYard();
  const guest = played.guest(1200, 800);
  played.run(2000);
  const [duck] = ofKind(played, THING_KINDS.duck);
  if (!duck) throw new Error('There are ducks.');
  played.put(guest, duck.x + 20, duck.y);
  played.run(200);
  const { vx, vy } = played.things.get(duck.id) ?? { vx: 0, vy: 0 };
  expect(Math.hypot(vx, vy)).toBeGreaterThan(100);
  played.run(1500);
  const fled = played.things.get(duck.id) ?? duck;
  expect(Math.hypot(fled.x - duck.x - 20, fled.y - duck.y)).toBeGreaterThan(60);
  played.put(guest, 1200, 800);
  played.run(6000);
  const resting = played.things.get(duck.id) ?? duck;
  expect(Math.hypot(resting.vx, resting.vy)).toBeLessThan(20);
});

test('who walks into the ball kicks it; it slows down, is told at most 8 times a second, and lies', () => {
  const played = new PlayedYard();
  const ada = played.join('Ada', 300, 300);
  played.run(2000);
  const [ball] = ofKind(played, THING_KINDS.ball);
  if (!ball) throw new Error('There is one.');
  const grace = played.join('Grace', ball.x - 200, ball.y);
  played.run(1000);
  expect(played.things.get(ball.id)).toMatchObject({ vx: 0, vy: 0 });
  played.walk(grace, ball.x - 200, ball.y, 240, 0);
  played.run(800);
  expect(played.things.get(ball.id)?.vx).toBeGreaterThan(240);
  played.turn(grace, 0, 0);
  played.told.length = 0;
  played.run(1000);
  const told = played.told.filter(
    (one) => one.address === '/things' && one.things.some(({ id }) => id === ball.id),
  );
  expect(told.length).toBeGreaterThan(4);
  expect(told.length).toBeLessThanOrEqual(9);
  played.run(5000);
  const lies = played.things.get(ball.id);
  expect(lies).toMatchObject({ vx: 0, vy: 0 });
  expect(lies?.x).toBeGreaterThan(ball.x + 150);
  expect(played.role(ada)).toBe(0);
});

test('the ball comes back from the fence', () => {
  const played = new PlayedYard({ size: { widthPx: 800, heightPx: 600 } });
  played.run(100);
  const kicker = played.guest(100, 100);
  played.run(2000);
  const [ball] = ofKind(played, THING_KINDS.ball);
  if (!ball) throw new Error('There is one.');
  for (let x = ball.x - 120; x <= ball.x; x += 12) {
    played.put(kicker, x, ball.y);
    played.run(50);
  }
  played.put(kicker, 100, 100);
  const speeds: number[] = [];
  for (let i = 0; i < 60; i++) {
    played.run(50);
    speeds.push(played.things.get(ball.id)?.vx ?? 0);
  }
  expect(Math.max(...speeds)).toBeGreaterThan(100);
  expect(Math.min(...speeds)).toBeLessThan(-20);
});

test('ducks stay on their ponds, and the ball near where it was kicked, while nobody is in the yard', () => {
  const played = new PlayedYard();
  const kicker = played.guest(1200, 800);
  played.run(4000);
  const { ponds } = sceneryOf(played.yard);
  const [ball] = ofKind(played, THING_KINDS.ball);
  if (!ball) throw new Error('There is one.');
  for (let x = ball.x - 120; x <= ball.x - 20; x += 12) {
    played.put(kicker, x, ball.y);
    played.run(50);
  }
  expect(played.things.get(ball.id)?.vx).toBeGreaterThan(100);
  const [duck] = ofKind(played, THING_KINDS.duck);
  if (!duck) throw new Error('There are ducks.');
  played.put(kicker, duck.x + 20, duck.y);
  played.run(150);
  played.leave(kicker);
  // A server alone is not asked to step.
  played.nowMs += 3_600_000;
  played.run(2100);
  played.nowMs += 3_600_000;
  played.guest(100, 100);
  played.run(2100);
  for (const { x, y } of ofKind(played, THING_KINDS.duck))
    expect(ponds.some((pond) => Math.hypot(pond.x - x, pond.y - y) <= pond.radiusPx + 1)).toBe(true);
  const lies = played.things.get(ball.id) ?? ball;
  expect(Math.hypot(lies.x - ball.x, lies.y - ball.y)).toBeLessThan(800);
});

test('the ball comes to lie between two who stand', () => {
  const played = new PlayedYard();
  const kicker = played.guest(1200, 800);
  played.run(2000);
  const [ball] = ofKind(played, THING_KINDS.ball);
  if (!ball) throw new Error('There is one.');
  for (let x = ball.x - 120; x <= ball.x - 20; x += 12) {
    played.put(kicker, x, ball.y);
    played.run(50);
  }
  const rolling = played.things.get(ball.id) ?? ball;
  expect(rolling.vx).toBeGreaterThan(100);
  played.put(kicker, 100, 100);
  for (const px of [60, 190]) played.guest(rolling.x + px, ball.y);
  const speeds: number[] = [];
  for (let i = 0; i < 400; i++) {
    played.run(50);
    speeds.push(played.things.get(ball.id)?.vx ?? 0);
  }
  // It came back from the one who stands.
  expect(Math.min(...speeds)).toBeLessThan(-20);
  expect(Math.abs(speeds.at(-1) ?? NaN)).toBe(0);
});
