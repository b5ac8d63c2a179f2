import { directionOf } from './touch-stick';

test('a stick that is drawn up walks up, where y grows downwards', () => {
  expect(directionOf({ x: 0.6, y: 0.8 })).toEqual({ x: 0.6, y: -0.8 });
});

test('half the way out is half as fast, and a trembling thumb is at rest', () => {
  expect(directionOf({ x: -0.5, y: 0 })).toMatchObject({ x: -0.5 });
  expect(directionOf({ x: 0.1, y: -0.1 })).toEqual({ x: 0, y: 0 });
});
