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
    leave(): void {}
  },
}));
jest.mock('./bubbles', () => ({
  Bubbles: class {
    hide(): void {}
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
