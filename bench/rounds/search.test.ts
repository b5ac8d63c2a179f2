import { findLargest } from './search';

const RANGE = { first: 100, least: 8, most: 1000 };

async function search(
  limit: number,
): Promise<{ players: number; failedAt: number | undefined; asked: number[] }> {
  const asked: number[] = [];
  const largest = await findLargest(RANGE, (players) => {
    asked.push(players);
    return Promise.resolve(players <= limit);
  });
  return { ...largest, asked };
}

test.each([8, 30, 99, 100, 137, 500, 999])('finds a limit of %d closely', async (limit) => {
  const { players, failedAt, asked } = await search(limit);
  expect(players).toBeLessThanOrEqual(limit);
  expect(failedAt).toBeGreaterThan(limit);
  expect((failedAt ?? NaN) / players).toBeLessThanOrEqual(1.2);
  expect(new Set(asked).size).toBe(asked.length);
});

test('a limit beyond the most is the most', async () => {
  expect(await search(5000)).toEqual({
    players: 1000,
    failedAt: undefined,
    asked: [100, 200, 400, 800, 1000],
  });
});

test('who fails with the least has none', async () => {
  const { players, failedAt } = await search(3);
  expect({ players, failedAt }).toEqual({ players: 0, failedAt: 8 });
});
