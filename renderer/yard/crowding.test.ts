import { declutter, OWN_TEXTURES_MAX, type LabelBox } from './crowding';

const label = (x: number, y: number, rank: number): LabelBox => ({
  left: x - 40,
  right: x + 40,
  top: y - 11,
  bottom: y + 11,
  rank,
  isOwnTexture: false,
  isShown: false,
});

test('names that do not meet are all shown', () => {
  const labels = [label(0, 0, 1), label(100, 0, 2), label(0, 30, 3)];
  declutter(labels, []);
  expect(labels.every(({ isShown }) => isShown)).toBe(true);
});

test('of two that meet the one that matters more is shown, whatever their order', () => {
  const [own, other] = [label(0, 0, -1), label(20, 5, 10)];
  declutter([other, own], []);
  expect([own.isShown, other.isShown]).toEqual([true, false]);
});

test('of names with a texture of their own an upper number is shown, those that matter most', () => {
  const labels = Array.from({ length: 3 * OWN_TEXTURES_MAX }, (_, i) => ({
    ...label(100 * i, 0, -i),
    isOwnTexture: i % 3 > 0,
  }));
  declutter(labels, []);
  const shown = labels.filter(({ isShown }) => isShown);
  const own = shown.filter(({ isOwnTexture }) => isOwnTexture);
  expect(own).toHaveLength(OWN_TEXTURES_MAX);
  expect(shown).toHaveLength(2 * OWN_TEXTURES_MAX);
  const ranks = labels.filter(({ isOwnTexture }) => isOwnTexture).map(({ rank }) => rank);
  expect(own.map(({ rank }) => rank)).toEqual(ranks.sort((a, b) => a - b).slice(0, OWN_TEXTURES_MAX));
});

test('who gave way is in nobody’s way', () => {
  const [first, second, third] = [label(0, 0, 1), label(60, 0, 2), label(120, 0, 3)];
  declutter([third, second, first], []);
  expect([first.isShown, second.isShown, third.isShown]).toEqual([true, false, true]);
});

test('no name lies over a bubble, not even one’s own', () => {
  const own = label(0, 0, -1);
  declutter([own], [{ left: -10, right: 10, top: -50, bottom: 0 }]);
  expect(own.isShown).toBe(false);
});

test('in a crowd in one spot no two shown names meet', () => {
  const labels = Array.from({ length: 200 }, (_, i) => label((i * 37) % 90, (i * 53) % 70, i));
  declutter(labels, []);
  const shown = labels.filter(({ isShown }) => isShown);
  expect(shown.length).toBeGreaterThanOrEqual(3);
  for (const a of shown)
    for (const b of shown)
      if (a !== b)
        expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
});
