import { ALONE_FROM, BLOCK_IDS, IdBlocks } from './id-blocks';
import { MemoryStore, randomOf, settle } from './kv.fixture';

const nobody = () => false;

function open(store: MemoryStore, seed = 1) {
  const kv = store.connect();
  const warn = jest.fn();
  return { kv, warn, ids: new IdBlocks(kv, randomOf(seed), warn) };
}

test('two servers that take blocks at once, with answers that are lost, never give out one id twice', async () => {
  const store = new MemoryStore(7);
  store.lossOfAnswers = 0.1;
  const servers = Array.from({ length: 2 }, (_, n) => open(store, n + 1));
  const given: number[] = [];
  for (let n = 0; n < 200; n++) {
    await Promise.all(servers.map(({ ids }) => ids.fetch()));
    for (const { ids } of servers) for (let k = 0; k < 150; k++) given.push(ids.next(nobody));
  }
  const conflicts = servers.reduce((sum, { kv }) => sum + kv.conflicts, 0);
  expect(conflicts).toBeGreaterThan(20);
  expect(new Set(given).size).toBe(given.length);
  expect(servers.map(({ ids }) => ids.taken.shared > 50)).toEqual([true, true]);
});

test('the next block is there before the present one ends: nobody waits, and none is made up', async () => {
  const { ids } = open(new MemoryStore());
  await ids.fetch();
  const given: number[] = [];
  for (let n = 0; n < 5 * BLOCK_IDS; n++) {
    given.push(ids.next(nobody));
    if (n % 16 === 0) await settle(20);
  }
  expect(given).toEqual(given.map((_, n) => n + 1));
  expect(ids.taken.random).toBe(0);
});

test('a server without the store, or that runs out while it is away, goes on above 2^30, and below when it is back', async () => {
  const { ids, kv } = open(new MemoryStore());
  kv.isAway = true;
  const alone = Array.from({ length: 2 * BLOCK_IDS }, () => ids.next(nobody));
  expect(Math.min(...alone)).toBeGreaterThanOrEqual(ALONE_FROM);
  expect(Math.max(...alone)).toBeLessThan(2 ** 31);
  expect(new Set(alone).size).toBe(alone.length);
  kv.isAway = false;
  await ids.fetch();
  expect(ids.next(nobody)).toBe(1);
});

test('of a store that has lost everything no id is taken that a server has, whoever takes the first block of it', async () => {
  const store = new MemoryStore(3);
  const servers = Array.from({ length: 3 }, (_, n) => open(store, n + 1));
  for (const { ids } of servers) await ids.fetch();
  const given = servers.map(({ ids }) => ids.next(nobody));
  store.entries.clear();
  await Promise.all(servers.map(({ ids }) => ids.reclaim()));
  for (let n = 0; n < 3 * BLOCK_IDS; n++)
    for (const { ids } of servers) {
      given.push(ids.next(nobody));
      if (n % 16 === 0) await settle(20);
    }
  expect(new Set(given).size).toBe(given.length);
  expect(servers.map(({ ids }) => ids.taken.random)).toEqual([0, 0, 0]);
});

test('after the last block the store is not put back to it by a server that took it', async () => {
  const store = new MemoryStore();
  store.write('ids', Buffer.from(String(ALONE_FROM - 2 * BLOCK_IDS)));
  const [one, two] = [open(store), open(store)];
  await one.ids.fetch();
  await two.ids.fetch();
  await one.ids.reclaim();
  expect(Buffer.from(store.entries.get('ids')?.value ?? []).toString()).toBe('1');
});

test('ids of who is in the yard already are skipped, in whole blocks too', async () => {
  const { ids } = open(new MemoryStore());
  await ids.fetch();
  expect(ids.next((id) => id <= 5)).toBe(6);
  expect(ids.next((id) => id <= BLOCK_IDS)).toBeGreaterThanOrEqual(ALONE_FROM);
});

test('after the last block below 2^30 the first one follows', async () => {
  const store = new MemoryStore();
  store.write('ids', Buffer.from(String(ALONE_FROM - BLOCK_IDS)));
  const { ids } = open(store);
  await ids.fetch();
  expect(ids.next(nobody)).toBe(ALONE_FROM - BLOCK_IDS);
  expect(Buffer.from(store.entries.get('ids')?.value ?? []).toString()).toBe('1');
});

test.each(['', 'x', '0', '-1', '1e3', ' 1', String(ALONE_FROM), '9'.repeat(40)])(
  'what is no number of an id (%j) is neither used nor replaced, and the operator is told once',
  async (value) => {
    const store = new MemoryStore();
    store.write('ids', Buffer.from(value));
    const { ids, warn } = open(store);
    await ids.fetch();
    await ids.fetch();
    expect(ids.next(nobody)).toBeGreaterThanOrEqual(ALONE_FROM);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(Buffer.from(store.entries.get('ids')?.value ?? []).toString()).toBe(value);
  },
);
