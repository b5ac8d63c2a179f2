import { Sounds } from './sounds';

/** As a browser has it: it runs by a gesture alone, and a phone that is locked interrupts it. */
class FakeContext {
  static all: FakeContext[] = [];
  state = 'suspended';
  readonly currentTime = 0;
  readonly destination = {};
  notes = 0;

  constructor() {
    FakeContext.all.push(this);
  }

  resume(): Promise<void> {
    if (!isInGesture) return Promise.reject(new Error('NotAllowedError'));
    this.state = 'running';
    return Promise.resolve();
  }
}

class FakeNode {
  readonly gain = {
    setValueAtTime: () => undefined,
    linearRampToValueAtTime: () => undefined,
    exponentialRampToValueAtTime: () => undefined,
  };
  readonly connect = (to: unknown) => to;
  readonly stop = () => undefined;
  private readonly context: FakeContext;

  constructor(context: FakeContext) {
    this.context = context;
  }

  start(): void {
    this.context.notes++;
  }
}

let isInGesture = false;

beforeAll(() =>
  Object.assign(globalThis, { AudioContext: FakeContext, OscillatorNode: FakeNode, GainNode: FakeNode }),
);
afterAll(() => {
  for (const name of ['AudioContext', 'OscillatorNode', 'GainNode']) Reflect.deleteProperty(globalThis, name);
});
beforeEach(() => (FakeContext.all = []));

/** Of a touch the end alone is a gesture. */
function tap(target: EventTarget): void {
  target.dispatchEvent(new Event('pointerdown'));
  isInGesture = true;
  target.dispatchEvent(new Event('pointerup'));
  isInGesture = false;
}

test('a touch allows the sounds when it ends, and one context is enough', () => {
  const target = new EventTarget();
  const sounds = new Sounds(target as Window);
  sounds.play('said', 0);
  tap(target);
  tap(target);
  sounds.play('said', 1000);
  expect(FakeContext.all.map(({ notes }) => notes)).toEqual([1]);
});

test('after a phone was locked or called, the next touch allows them again', async () => {
  const target = new EventTarget();
  const sounds = new Sounds(target as Window);
  tap(target);
  const [context] = FakeContext.all;
  if (context) context.state = 'interrupted';
  // Refused, which is no error.
  sounds.play('said', 1000);
  await Promise.resolve();
  expect(context?.notes).toBe(0);
  tap(target);
  sounds.play('said', 2000);
  expect(context?.notes).toBe(1);
});
