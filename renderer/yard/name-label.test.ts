import type { Texture } from 'pixi.js';
import { NameLabel } from './name-label';
import { NameLayer } from './name-layer';

/** Texts that were written and not destroyed. */
let texts = 0;
jest.mock('pixi.js', () => ({
  Rectangle: Object,
  Texture: Object,
  Particle: class {
    scaleX = 1;
    readonly texture: unknown;
    constructor({ texture }: { texture: unknown }) {
      this.texture = texture;
    }
  },
  Container: class {
    addChild(): void {}
  },
  ParticleContainer: class {
    particleChildren: unknown[] = [];
    update(): void {}
  },
}));
jest.mock('./lettering', () => ({
  isInSharedLetters: (name: string) => /^[a-z]*$/.test(name),
  nameWidthPx: (name: string) => 8 * name.length,
  placeLetters: (name: string) => ({ letters: Array.from(name, (_, i) => ({ x: 8 * i, y: 0 })), scale: 1 }),
  writeName: () => {
    texts++;
    return { position: { set: () => undefined }, destroy: () => texts-- };
  },
}));

interface Drawn {
  pills: { particleChildren: { x: number; alpha: number }[] };
  letters: { particleChildren: { x: number; y: number }[] };
}

const PILL = { source: {}, frame: { x: 0, y: 0, width: 24, height: 22 } } as unknown as Texture;

function labelIn(layer: NameLayer, name: string): NameLabel {
  const label = new NameLabel(layer, PILL, false);
  label.write(name);
  label.place(100, 100);
  return label;
}

function drawn(layer: NameLayer): Drawn {
  layer.draw();
  return layer as unknown as Drawn;
}

/** For long enough to come, or to give way. */
function fadeOut(label: NameLabel, isShown: boolean): void {
  label.box.isShown = isShown;
  for (let i = 0; i < 20; i++) label.fade(0.016, false);
}

test('a name is drawn only while it is shown, comes little by little, and follows its head', () => {
  const layer = new NameLayer();
  const label = labelIn(layer, 'ada');
  expect(drawn(layer).letters.particleChildren).toHaveLength(0);
  label.box.isShown = true;
  label.fade(0.016, false);
  const { pills, letters } = drawn(layer);
  expect([pills.particleChildren.length, letters.particleChildren.length]).toEqual([3, 3]);
  const [end] = pills.particleChildren;
  const first = end?.alpha ?? NaN;
  fadeOut(label, true);
  expect(first).toBeGreaterThan(0);
  expect(end?.alpha).toBeGreaterThan(2 * first);
  expect(letters.particleChildren.map(({ x, y }) => [x, y])).toEqual([
    [100, 66],
    [108, 66],
    [116, 66],
  ]);
  label.place(110.4, 100);
  expect(letters.particleChildren[0]?.x).toBe(110);
  expect(end?.x).toBe(label.box.left);
  fadeOut(label, false);
  expect(drawn(layer).pills.particleChildren).toHaveLength(0);
});

test('a label with another name has the letters of that alone', () => {
  const layer = new NameLayer();
  const label = labelIn(layer, 'bartholomew');
  fadeOut(label, true);
  label.write('eve');
  fadeOut(label, true);
  expect(drawn(layer).letters.particleChildren).toHaveLength(3);
});

test('a name in other letters has a text only while it is shown', () => {
  const layer = new NameLayer();
  const label = labelIn(layer, '王小明');
  expect(texts).toBe(0);
  fadeOut(label, true);
  expect(texts).toBe(1);
  label.hide();
  expect(texts).toBe(0);
  fadeOut(label, true);
  label.write('李');
  expect(texts).toBe(0);
  expect(drawn(layer).letters.particleChildren).toHaveLength(0);
});
