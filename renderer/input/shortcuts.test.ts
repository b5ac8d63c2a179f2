import { commandOf, listenForShortcuts, SHORTCUTS, type Command } from './shortcuts';

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

/** A field in which something is typed, as far as it matters here. */
class FakeField extends EventTarget {
  readonly matches = (selectors: string) => selectors.includes('input');
}

beforeAll(() => Object.assign(globalThis, { Element: FakeField }));
afterAll(() => Reflect.deleteProperty(globalThis, 'Element'));

/** Which commands a keydown gives. */
function press(target: EventTarget, properties: object): Command[] {
  const commands: Command[] = [];
  listenForShortcuts(target as Window, (command) => commands.push(command));
  target.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), properties));
  return commands;
}

const UNMODIFIED = { getModifierState: () => false, code: '' };

test('Escape that an input method takes closes nothing, also where Safari tells of it when the word is composed', () => {
  const escape = { ...UNMODIFIED, key: 'Escape' };
  expect(press(new FakeField(), { ...escape, keyCode: 27 })).toEqual([{ action: 'close', nth: 0 }]);
  expect(press(new FakeField(), { ...escape, isComposing: true, keyCode: 229 })).toEqual([]);
  expect(press(new FakeField(), { ...escape, isComposing: false, keyCode: 229 })).toEqual([]);
});

test('AltGr and a digit type a sign of their own, and show no feeling', () => {
  const digit = { key: '²', code: 'Digit2' };
  const held = (modifier: string) => modifier === 'AltGraph';
  expect(press(new EventTarget(), { ...digit, getModifierState: () => false })).toHaveLength(1);
  expect(press(new EventTarget(), { ...digit, getModifierState: held })).toEqual([]);
});

test('a keydown without a key, as Chromium has it for what it fills in, is none', () => {
  expect(press(new FakeField(), {})).toEqual([]);
});
