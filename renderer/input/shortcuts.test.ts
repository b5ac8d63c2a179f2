import { commandOf, SHORTCUTS } from './shortcuts';

test('each key has one meaning', () => {
  const keys = SHORTCUTS.flatMap(({ keys }) => keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('no shortcut is a key to walk with', () => {
  const keys = SHORTCUTS.flatMap(({ keys }) => keys);
  for (const walking of ['w', 'a', 's', 'd', 'ArrowUp', 'ArrowLeft']) expect(keys).not.toContain(walking);
});

test.each([
  ['Enter', 'Enter', { action: 'chat', nth: 0 }],
  ['Enter', 'NumpadEnter', { action: 'chat', nth: 0 }],
  ['n', 'KeyN', { action: 'names', nth: 0 }],
  ['N', 'KeyN', { action: 'names', nth: 0 }],
  ['3', 'Digit3', { action: 'emote', nth: 2 }],
  ['3', 'Numpad3', { action: 'emote', nth: 2 }],
  // The number pad's arrows, with NumLock off.
  ['PageDown', 'Numpad3', undefined],
  ['ArrowLeft', 'Numpad4', undefined],
  ['Clear', 'Numpad5', undefined],
  // French: the row bears signs, and M lies elsewhere.
  ['"', 'Digit3', { action: 'emote', nth: 2 }],
  ['m', 'Semicolon', { action: 'map', nth: 0 }],
  [',', 'KeyM', undefined],
  // Greek has no M on that key.
  ['μ', 'KeyM', { action: 'map', nth: 0 }],
  ['7', 'Digit7', undefined],
  ['x', 'KeyX', undefined],
])('"%s" at %s', (key, code, command) => {
  expect(commandOf({ key, code })).toEqual(command);
});
