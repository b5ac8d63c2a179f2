import { LastMotion } from './last-motion';

test('a player is where its last motion has led, within its yard', () => {
  const last = new LastMotion();
  expect(last.at(0)).toBeUndefined();
  last.size = { widthPx: 1000, heightPx: 800 };
  last.set({ x: 100, y: 200, vx: 240, vy: 0 }, 1000);
  expect(last.at(1500)).toEqual({ x: 220, y: 200 });
  expect(last.at(9000)).toEqual({ x: 1000, y: 200 });
  last.correct({ x: 50, y: 60 }, 9000);
  expect(last.at(9100)).toEqual({ x: 74, y: 60 });
  last.set({ x: 1, y: 2 }, 9200);
  expect(last.at(10_000)).toEqual({ x: 1, y: 2 });
});
