import fc from 'fast-check';
import { Choice, priorityOf, worthOf } from './far-choice';

test('of all that are offered the best are chosen, as many as there is room for', () => {
  const priorities = fc.uniqueArray(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { maxLength: 60 });
  fc.assert(
    fc.property(priorities, fc.integer({ min: 0, max: 20 }), (offered, room) => {
      const choice = new Choice(20);
      choice.clear(room);
      const all = offered.map((priority, slot) => ({ priority, slot }));
      const isNobodyLeftOut = all.map(({ slot, priority }) => choice.offer(slot, priority));
      const best = all.toSorted((a, b) => b.priority - a.priority).slice(0, room);
      expect([...choice.chosen].sort()).toEqual(best.map(({ slot }) => slot).sort());
      expect(isNobodyLeftOut).toEqual(all.map((_, i) => i < room));
    }),
  );
});

test('what is nearer, more wrong, or longer ago comes first; a stop before a turn', () => {
  const usual = priorityOf(worthOf(20, false), 1, 400 ** 2);
  expect(priorityOf(worthOf(20, false), 1, 300 ** 2)).toBeGreaterThan(usual);
  expect(priorityOf(worthOf(30, false), 1, 400 ** 2)).toBeGreaterThan(usual);
  expect(priorityOf(worthOf(20, false), 2, 400 ** 2)).toBeGreaterThan(usual);
  expect(priorityOf(worthOf(20, true), 1, 400 ** 2)).toBeGreaterThan(usual);
  expect(priorityOf(worthOf(20, false), Infinity, 400 ** 2)).toBeLessThan(Infinity);
});
