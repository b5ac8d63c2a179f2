import { directionOfKey } from './keyboard';

test.each([
  ['ArrowUp', 'ArrowUp', { x: 0, y: -1 }],
  ['d', 'KeyD', { x: 1, y: 0 }],
  // French: the key in the place of A bears a Q.
  ['q', 'KeyA', { x: -1, y: 0 }],
  ['n', 'KeyN', undefined],
])('"%s" at %s', (key, code, direction) => {
  expect(directionOfKey({ key, code })).toEqual(direction);
});

test.each([
  ['ArrowUp', 'Numpad8', { x: 0, y: -1 }],
  ['ArrowDown', 'Numpad2', { x: 0, y: 1 }],
  ['ArrowLeft', 'Numpad4', { x: -1, y: 0 }],
  ['ArrowRight', 'Numpad6', { x: 1, y: 0 }],
  ['Home', 'Numpad7', undefined],
  ['8', 'Numpad8', undefined],
])('the number pad walks with its arrows, while NumLock is off: "%s" at %s', (key, code, direction) => {
  expect(directionOfKey({ key, code })).toEqual(direction);
});
