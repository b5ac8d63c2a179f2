import type { Direction } from '../../shared/movement';
import { Controls } from './controls';

const at = (...directions: Direction[]) => {
  const controls = new Controls();
  for (const direction of directions) controls.add({ direction: () => direction });
  return controls.direction();
};

test('without any source, and with all at rest, nobody walks', () => {
  expect(at()).toEqual({ x: 0, y: 0 });
  expect(at({ x: 0, y: 0 }, { x: 0, y: 0 })).toEqual({ x: 0, y: 0 });
});

test('the one that is used counts, at any angle', () => {
  expect(at({ x: 0, y: 0 }, { x: 0.3, y: -0.4 })).toEqual({ x: 0.3, y: -0.4 });
});

test('two that point the same way are no faster, two that point apart cancel out', () => {
  expect(at({ x: 1, y: 0 }, { x: 1, y: 0.5 })).toEqual({ x: 1, y: 0.5 });
  expect(at({ x: 1, y: 0 }, { x: -1, y: 0 })).toEqual({ x: 0, y: 0 });
});
