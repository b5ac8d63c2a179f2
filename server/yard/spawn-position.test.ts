/** Newcomers stand on nobody's head: where the yard puts who comes in. */
import { DEFAULT_YARD_SIZE as SIZE, YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { seeded } from '../../shared/random';
import { SPAWN_CLEARANCE_PX, spawnPosition } from './spawn-position';
import { controlMessagesTo, join, joinAsGuest, testYard } from './yard.fixture';

const MIDDLE = { x: 1200, y: 800 };
const at = ({ x, y }: Position) => ({ address: '/position', x, y }) as const;
const distance = (a: Position, b: Position) => Math.hypot(a.x - b.x, a.y - b.y);

/** So many who all want to stand at the same place, one after the other. */
function crowd(count: number, wanted: Position = MIDDLE): Position[] {
  const places: Position[] = [];
  for (let seed = 1; seed <= count; seed++) places.push(spawnPosition(wanted, places, seed, SIZE));
  return places;
}

test('where nobody stands it is the place that was wanted', () => {
  expect(spawnPosition(MIDDLE, [], 1, SIZE)).toEqual(MIDDLE);
  expect(spawnPosition(MIDDLE, [{ x: MIDDLE.x + SPAWN_CLEARANCE_PX, y: MIDDLE.y }], 1, SIZE)).toEqual(MIDDLE);
});

test.each([
  ['the middle', MIDDLE],
  ['a corner', { x: 0, y: YARD_HEIGHT_PX }],
  ['an edge', { x: YARD_WIDTH_PX, y: 700 }],
])('of twenty who want %s nobody stands on another’s head, and nobody outside the yard', (_, wanted) => {
  const places = crowd(20, wanted);
  places.forEach((place, i) => {
    for (const other of places.slice(i + 1))
      expect(distance(place, other)).toBeGreaterThanOrEqual(SPAWN_CLEARANCE_PX);
    expect(place.x >= 0 && place.x <= YARD_WIDTH_PX && place.y >= 0 && place.y <= YARD_HEIGHT_PX).toBe(true);
  });
});

test('the same seed gives the same place, another seed another', () => {
  expect(crowd(20)).toEqual(crowd(20));
  expect(spawnPosition(MIDDLE, [MIDDLE], 7, SIZE)).not.toEqual(spawnPosition(MIDDLE, [MIDDLE], 8, SIZE));
});

test('of a thousand in one place each finds one, near it, and has some room', () => {
  const places = crowd(1000);
  expect(Math.max(...places.map((place) => distance(place, MIDDLE)))).toBeLessThan(400);
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(1000);
});

test('where thousands stand upon each other, a place is found in a small multiple of the time that it takes to look at each', () => {
  const random = seeded(1);
  const piled = Array.from({ length: 5000 }, () => ({
    ...{ x: MIDDLE.x + 600 * random() - 300, y: MIDDLE.y + 600 * random() - 300 },
  }));
  const timeOf = (work: () => unknown) => {
    const times = Array.from({ length: 15 }, () => {
      const beganMs = performance.now();
      work();
      return performance.now() - beganMs;
    });
    // The quickest: what else this machine does only slows it.
    return Math.min(...times);
  };
  const lookingMs = timeOf(() => piled.filter((other) => distance(other, MIDDLE) < 1));
  expect(timeOf(() => spawnPosition(MIDDLE, piled, 1, SIZE)) / lookingMs).toBeLessThan(45);
});

describe('in a yard', () => {
  test('a player who comes in where another stands is put beside it, and told so', () => {
    const yard = testYard();
    const [ada, grace] = [join(yard, 'Ada'), join(yard, 'Grace')];
    yard.handle(ada, at(MIDDLE), 0);
    yard.flush(0);
    yard.handle(grace, at(MIDDLE), 0);
    expect(ada.motion.at(0)).toEqual(MIDDLE);
    expect(distance(grace.motion.at(0) ?? MIDDLE, MIDDLE)).toBeGreaterThanOrEqual(SPAWN_CLEARANCE_PX);
    const flush = yard.flush(0);
    expect(controlMessagesTo(flush, ada)).toEqual([]);
    expect(controlMessagesTo(flush, grace)).toContainEqual({ address: '/corrected', ...grace.motion.at(0) });
  });

  test('who walks there later walks through the other', () => {
    const yard = testYard();
    const [ada, grace] = [join(yard, 'Ada'), join(yard, 'Grace')];
    yard.handle(ada, at(MIDDLE), 0);
    yard.handle(grace, at({ x: 1300, y: 800 }), 0);
    yard.handle(grace, at(MIDDLE), 1000);
    expect(grace.motion.at(1000)).toEqual(MIDDLE);
  });

  test('who comes back by its key stands where it stood, whoever is there now', () => {
    const yard = testYard();
    const ada = join(yard, 'Ada', 0, 'key of Ada');
    yard.handle(ada, at(MIDDLE), 0);
    yard.remove(ada, 0);
    yard.handle(join(yard, 'Grace'), at(MIDDLE), 0);
    const again = join(yard, 'Ada', 1, 'key of Ada');
    yard.handle(again, at(MIDDLE), 1);
    expect(again.motion.at(1)).toEqual(MIDDLE);
  });

  test('a guest is where its tool puts it, also when it becomes a player', () => {
    const yard = testYard();
    yard.handle(join(yard, 'Ada'), at(MIDDLE), 0);
    const guest = joinAsGuest(yard);
    yard.handle(guest, at(MIDDLE), 0);
    expect(guest.motion.at(0)).toEqual(MIDDLE);
    yard.handle(join(yard, 'Grace', 0, undefined, guest), at(MIDDLE), 0);
    expect(guest.motion.at(0)).toEqual(MIDDLE);
  });
});
