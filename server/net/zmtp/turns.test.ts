import { Turns } from './turns';

/** Members with so many things to give. */
function membersWith(gifts: Record<string, number>) {
  const left = new Map(Object.entries(gifts));
  const turns = new Turns<string>();
  for (const name of left.keys()) turns.add(name);
  /** Takes up to `max` things, and says from whom. */
  const take = (max = Infinity): string => {
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
  return { turns, take };
}

test('everybody has a turn before anybody has a second one', () => {
  const { turns, take } = membersWith({ a: 4, b: 1, c: 2 });
  expect(take()).toBe('abcacaa');
  expect(turns.isEmpty).toBe(true);
});

test('who was not given a turn when it stopped is the next', () => {
  const { turns, take } = membersWith({ a: 3, b: 2, c: 1 });
  expect(take(2)).toBe('ab');
  turns.add('d');
  expect(take()).toBe('cabda');
  expect(turns.isEmpty).toBe(true);
});
