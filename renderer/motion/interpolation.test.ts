import { Interpolation } from './interpolation';

test('it stands where it was first told, and at the newest position in the end', () => {
  const interpolation = new Interpolation({ x: 10, y: 20 }, 0);
  expect(interpolation.at(500)).toEqual({ x: 10, y: 20 });
  interpolation.push({ x: 30, y: 20 }, 500);
  expect(interpolation.at(10_000)).toEqual({ x: 30, y: 20 });
});

test('it glides from one position to the next in the time between the two', () => {
  const interpolation = new Interpolation({ x: 0, y: 0 }, 0);
  interpolation.push({ x: 8, y: 4 }, 40);
  expect(interpolation.at(60)).toEqual({ x: 4, y: 2 });
});

test('a new position never makes it jump', () => {
  const interpolation = new Interpolation({ x: 0, y: 0 }, 0);
  interpolation.push({ x: 8, y: 0 }, 40);
  const before = interpolation.at(60);
  interpolation.push({ x: 16, y: 0 }, 60);
  expect(interpolation.at(60)).toEqual(before);
});

test('after a pause it does not take the pause to get going', () => {
  const interpolation = new Interpolation({ x: 0, y: 0 }, 0);
  interpolation.push({ x: 8, y: 0 }, 5000);
  expect(interpolation.at(5100)).toEqual({ x: 8, y: 0 });
});
