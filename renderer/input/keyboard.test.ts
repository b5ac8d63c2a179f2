import { Keyboard } from './keyboard';

/** As much of a window as the keyboard listens to. */
class FakeWindow extends EventTarget {
  readonly document = new EventTarget();

  press(code: string): void {
    this.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { code }));
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
