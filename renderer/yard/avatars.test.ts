import { emptyMotions } from '../../shared/protocol/motions';
import { Avatars } from './avatars';
import type { Scene } from './scene';

/** How many avatars were made. */
let count = 0;
jest.mock('./avatar', () => ({
  Avatar: class {
    constructor() {
      count++;
    }
    setProfile(): void {}
    setMark(): void {}
    appear(): void {}
    draw(): void {}
    hide(): void {}
    leave(): void {}
  },
}));
jest.mock('./thing-layer', () => ({
  ThingLayer: class {
    clear(): void {}
    draw(): void {}
  },
}));
jest.mock('./bubbles', () => ({
  Bubbles: class {
    hide(): void {}
    draw(): void {}
  },
}));
jest.mock('./name-labels', () => ({
  NameLabels: class {
    draw(): void {}
  },
}));

test('a page that draws no frames, since nobody sees it, does not keep all who came and left', () => {
  const avatars = new Avatars({ layers: {}, atlas: {} } as unknown as Scene);
  for (let id = 1; id <= 1000; id++) {
    avatars.handle({ address: '/player/profile', id, name: `Player ${id}`, colour: '#e69f00' }, id);
    avatars.handle({ address: '/player/left', id }, id);
  }
  expect(count).toBeLessThan(100);
});

test('who hides from the person is neither drawn nor on the map, and is both when found', () => {
  const onMap = new Set<unknown>();
  const dots = {
    add: () => {
      const dot = {};
      onMap.add(dot);
      return dot;
    },
    remove: (dot: unknown) => onMap.delete(dot),
    setLarge: () => undefined,
    moveOwn: () => undefined,
  };
  const seen = { left: 0, top: 0, right: 800, bottom: 600 };
  const frame = { seen, nowMs: 0, dtSeconds: 0.016, isCalm: false };
  const scene = { layers: {}, atlas: {}, dots, frame, areNamesShown: false };
  const avatars = new Avatars(scene as unknown as Scene);
  const looks = () => {
    avatars.draw({ x: 1, y: 1 }, 20);
    return [avatars.drawn(20)[0]?.isDrawn, onMap.size];
  };
  avatars.handle({ address: '/player/profile', id: 7, name: 'Ada', colour: '#e69f00' }, 0);
  const motions = emptyMotions(1);
  motions.ids[0] = 7;
  motions.xs[0] = motions.ys[0] = 300;
  const hidden = new Map([[7, { ring: undefined, isLight: false, alpha: 0 }]]);
  avatars.setMarks(hidden, 1);
  avatars.handle({ address: '/motions', sentMs: 0, ...motions }, 0);
  expect(looks()).toEqual([false, 0]);
  avatars.setMarks(new Map(), 1);
  expect(looks()).toEqual([true, 1]);
  avatars.setMarks(hidden, 1);
  expect(looks()).toEqual([false, 0]);
});
