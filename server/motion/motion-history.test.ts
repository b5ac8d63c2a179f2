import { MotionHistory } from './motion-history';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const walk = (x: number, vx: number, atMs: number) => ({ x, y: 100, vx, vy: 0, atMs });

test('where somebody was a moment ago is by the motion of then, not by that of now', () => {
  const history = new MotionHistory(SIZE);
  expect(history.at(0)).toBeUndefined();
  history.add(walk(100, 240, 1000));
  history.add(walk(148, -240, 1200));
  expect(history.at(1100)).toEqual({ x: 124, y: 100 });
  expect(history.at(1300)).toEqual({ x: 124, y: 100 });
  expect(history.at(1150)).toEqual({ x: 136, y: 100 });
  expect(history.at(900)).toEqual({ x: 100, y: 100 });
});

test('sixteen motions are kept, and of those over 400 ms old the one that held then', () => {
  const history = new MotionHistory(SIZE);
  for (let i = 0; i <= 40; i++) history.add(walk(i, 0, 1000 + 10 * i));
  expect(history.at(1000)).toEqual({ x: 25, y: 100 });
  expect(history.at(1300)).toEqual({ x: 30, y: 100 });
  history.add(walk(500, 0, 5000));
  expect(history.at(4900)).toEqual({ x: 40, y: 100 });
  expect(history.at(1300)).toEqual({ x: 40, y: 100 });
});
