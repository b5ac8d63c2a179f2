import { DEFAULT_YARD_SIZE } from '../../shared/config';
import { THING_KINDS, type Thing } from '../../shared/protocol/games';
import { MotionSources } from '../motion/avatar-motion';
import { KnownThings } from './known-things';

const BALL: Thing = { id: 1, kind: THING_KINDS.ball, x: 100, y: 100, vx: 0, vy: 0, age: 0 };

let sources: MotionSources;
let gone: number[];
let things: KnownThings;
beforeEach(() => {
  sources = new MotionSources(DEFAULT_YARD_SIZE);
  gone = [];
  things = new KnownThings(({ id }) => gone.push(id));
});

function tell(nowMs: number, ...told: Thing[]): void {
  sources.addSample(nowMs, nowMs);
  things.handle({ address: '/things', sentMs: nowMs, things: told }, sources, nowMs);
}

/** Frames, with a packet now and then, as from a yard that lives. */
function draw(fromMs: number, toMs: number): void {
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += 16) {
    if (nowMs % 160 === 0) sources.addSample(nowMs, nowMs);
    things.walkOn(nowMs);
  }
}

test('a thing is walked on as its record says, until the next says that it stopped', () => {
  tell(0, { ...BALL, vx: 200 });
  draw(0, 1000);
  expect(things.all[0]?.place.x).toBeGreaterThan(270);
  expect(things.all[0]?.place.x).toBeLessThanOrEqual(300);
  tell(1008, { ...BALL, x: 302 });
  draw(1008, 3000);
  expect(things.all[0]?.place).toEqual({ x: 302, y: 100 });
});

test('it is held at the edge of the yard', () => {
  tell(0, { ...BALL, x: 2390, vx: 200 });
  draw(0, 1000);
  expect(things.all[0]?.place.x).toBe(2400);
});

test('what was put elsewhere is there at once', () => {
  tell(0, BALL);
  draw(0, 480);
  tell(490, { ...BALL, x: 1500 });
  things.walkOn(492);
  expect(things.all[0]?.place.x).toBe(1500);
});

test('what is gone is gone, once', () => {
  tell(0, BALL, { ...BALL, id: 2 });
  for (const nowMs of [100, 2100]) tell(nowMs, { ...BALL, kind: THING_KINDS.gone });
  expect(gone).toEqual([1]);
  expect(things.all.map(({ id }) => id)).toEqual([2]);
});

test('a number that stands for another kind of thing is another thing', () => {
  tell(0, { ...BALL, kind: THING_KINDS.lantern });
  const [lantern] = things.all;
  tell(2000, { ...BALL, kind: THING_KINDS.goldenDuck, x: 900 });
  expect(gone).toEqual([1]);
  expect(things.all).toHaveLength(1);
  expect(things.all[0]).not.toBe(lantern);
  expect(things.all[0]?.home).toEqual({ x: 900, y: 100 });
});

test('what is not told for 7 s is gone', () => {
  tell(0, BALL);
  expect(things.forget(7000)).toBe(false);
  expect(things.forget(7001)).toBe(true);
  expect([gone, things.all]).toEqual([[1], []]);
});
