import { Turns } from './turns';

/** Members with so many things to give. */
function membersWith(gifts: Record<string, number>) {
  const left = new Map(Object.entries(gifts));
  const turns = new Turns<string>();
  for (const name of left.keys()) turns.add(name);
  /** Takes up to `max` things, and says from whom. */
  const takeTurns = (max = Infinity): string => {
    let order = '';
    turns.go(
      (name) => {
        order += name;
        left.set(name, (left.get(name) ?? 0) - 1);
        return order.length < max;
      },
      (name) => (left.get(name) ?? 0) > 0,
    );
    return order;
  };
  return { turns, takeTurns };
}

test('everybody has a turn before anybody has a second one', () => {
  const { turns, takeTurns } = membersWith({ a: 4, b: 1, c: 2 });
  expect(takeTurns()).toBe('abcacaa');
  expect(turns.isEmpty).toBe(true);
});

test('who was not given a turn when it stopped is the next', () => {
  const { turns, takeTurns } = membersWith({ a: 3, b: 2, c: 1 });
  expect(takeTurns(2)).toBe('ab');
  turns.add('d');
  expect(takeTurns()).toBe('cabda');
  expect(turns.isEmpty).toBe(true);
});
