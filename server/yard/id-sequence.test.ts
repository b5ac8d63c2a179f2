import { AscendingIds } from './id-sequence';

test('ids ascend, wrap before 2^31, and skip those in use', () => {
  const ids = new AscendingIds(2 ** 31 - 4);
  const inUse = new Set([2 ** 31 - 2, 1, 2, 4]);
  const given = Array.from({ length: 4 }, () => ids.next((id) => inUse.has(id)));
  expect(given).toEqual([2 ** 31 - 3, 2 ** 31 - 1, 3, 5]);
  expect(given.map((id) => id | 0)).toEqual(given);
});

test('the first id is 1', () => {
  expect(new AscendingIds().next(() => false)).toBe(1);
});
