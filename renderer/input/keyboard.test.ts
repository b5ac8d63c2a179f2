import { directionOfKey, Keyboard } from './keyboard';

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

test.each([
  ['ArrowLeft', { x: -1, y: 0 }],
  ['w', { x: 0, y: -1 }],
  ['D', { x: 1, y: 0 }],
  ['n', undefined],
  ['Unidentified', undefined],
])(
  'a keyboard that tells no places, as Android’s and remote desktops’, walks by its keys: "%s"',
  (key, direction) => {
    expect(directionOfKey({ key, code: '' })).toEqual(direction);
  },
);

/** As much of a window as the keyboard listens to. */
class FakeWindow extends EventTarget {
  readonly document = new EventTarget();

  press(code: string, { key = code, held = '' } = {}): void {
    this.send('keydown', { code, key, getModifierState: (modifier: string) => modifier === held });
  }

  release(code: string, key = code): void {
    this.send('keyup', { code, key });
  }

  private send(type: string, properties: object): void {
    this.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), properties));
  }
}

/** Nothing here is one. */
class FakeElement {
  readonly matches = () => false;
}

beforeAll(() => Object.assign(globalThis, { Element: FakeElement }));
afterAll(() => Reflect.deleteProperty(globalThis, 'Element'));

test.each(['contextmenu', 'blur'])(
  'a held key walks no longer after %s, since its keyup may never come',
  (type) => {
    const target = new FakeWindow();
    const keyboard = new Keyboard(target as unknown as Window);
    target.press('ArrowRight');
    expect(keyboard.direction()).toEqual({ x: 1, y: 0 });
    target.dispatchEvent(new Event(type));
    expect(keyboard.direction()).toEqual({ x: 0, y: 0 });
  },
);

test('keys without a place are held apart, and let go in either case', () => {
  const target = new FakeWindow();
  const keyboard = new Keyboard(target as unknown as Window);
  target.press('', { key: 'ArrowRight' });
  target.press('', { key: 's' });
  expect(keyboard.direction()).toEqual({ x: 1, y: 1 });
  target.release('', 'S');
  expect(keyboard.direction()).toEqual({ x: 1, y: 0 });
  target.release('', 'ArrowRight');
  expect(keyboard.direction()).toEqual({ x: 0, y: 0 });
});

test('nobody walks with AltGr, by which other letters are typed', () => {
  const target = new FakeWindow();
  const keyboard = new Keyboard(target as unknown as Window);
  target.press('KeyS', { key: 'ſ', held: 'AltGraph' });
  expect(keyboard.direction()).toEqual({ x: 0, y: 0 });
});
