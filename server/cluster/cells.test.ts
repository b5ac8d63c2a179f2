import { MemoryNetwork } from './bus.fixture';
import { CellGrid, CELL_PX } from './cell-grid';
import { testYard, watch } from '../yard/yard.fixture';
import { run, SIZE, TestServer } from './cluster.fixture';

const ALL = new CellGrid(SIZE).count;

/** Two servers that know each other, of which the second has so many players in one corner. */
function servers(others = 130): { network: MemoryNetwork; a: TestServer; b: TestServer; both: TestServer[] } {
  const network = new MemoryNetwork();
  const [a, b] = [new TestServer(network, 'a'), new TestServer(network, 'b')];
  for (let i = 0; i < others; i++) {
    const player = b.join(1000 + i);
    // As the yard itself has them.
    a.players.add({ ...player, server: b.name });
    b.walk(player, 9500, 6300);
  }
  run(network, [a, b], 2500);
  return { network, a, b, both: [a, b] };
}

test('in a small yard all cells are received, by one subscription', () => {
  const { a } = servers(20);
  expect(a.cluster.cellCount).toBe(ALL);
  expect(a.bus.subscriptions).toBe(5);
});

test('in a large one those are that its own players can see, and those of nobody are not', () => {
  const { network, a, both } = servers();
  expect(a.cluster.cellCount).toBe(0);
  const ada = a.join(1);
  run(network, both, 300);
  // She may appear anywhere.
  expect(a.cluster.cellCount).toBe(ALL);
  a.walk(ada, 100, 100);
  run(network, both, 300);
  const seen = a.cluster.cellCount;
  expect(seen).toBeGreaterThanOrEqual(4);
  expect(seen).toBeLessThan(ALL / 4);
});

test('who walks to and fro over a border changes no subscription', () => {
  const { network, a, both } = servers();
  const ada = a.join(1);
  a.walk(ada, 4000, 3000);
  run(network, both, 300);
  const counts = new Set<number>();
  for (let i = 0; i < 20; i++) {
    a.walk(ada, 4000 + (i % 2) * 300, 3000);
    run(network, both, 1000);
    counts.add(a.cluster.cellCount);
  }
  expect(counts.size).toBeLessThanOrEqual(2);
});

test('a change far away comes with the digest, one nearby at once, and nothing of that is a gap', () => {
  const { network, a, b, both } = servers();
  const ada = a.join(1);
  a.walk(ada, 100, 100);
  run(network, both, 3000);
  const [far, near] = [...b.players];
  if (!far || !near) throw new Error('There is nobody.');
  b.walk(near, 800, 400);
  run(network, both, 3000);
  b.walk(near, 900, 400, 80, 0);
  b.walk(far, 9000, 6000, 80, 0);
  run(network, both, 50);
  expect(a.remote.known(b.name, near.id)?.motion).toMatchObject({ x: 900 });
  expect(a.remote.known(b.name, far.id)?.motion).not.toMatchObject({ x: 9000 });
  run(network, both, 2000);
  expect(a.remote.known(b.name, far.id)?.motion).toMatchObject({ x: 9000 });
  // Back and forth between cells and all of them.
  for (let i = 0; i < 5; i++) {
    const grace = a.join(2);
    run(network, both, 300);
    b.walk(far, 9000 + i, 6000, 80, 0);
    run(network, both, 300);
    a.leave(grace);
    run(network, both, 300);
  }
  expect(a.cluster.counters.gaps).toBe(0);
});

test('who leaves the cells that are received is told there too', () => {
  const { network, a, b, both } = servers();
  const ada = a.join(1);
  a.walk(ada, 100, 100);
  const [one] = [...b.players];
  if (!one) throw new Error('There is nobody.');
  b.walk(one, 800, 400);
  run(network, both, 3000);
  b.walk(one, 9000, 6000);
  run(network, both, 50);
  expect(a.remote.known(b.name, one.id)?.motion?.x).toBe(one.motion.current?.x);
});

test('what is wanted is more than is seen by as much as somebody goes until the next digest', () => {
  const grid = new CellGrid(SIZE);
  const seen = new Uint8Array(grid.count);
  grid.markSeenFrom(4800, 3200, 0, seen);
  const has = (x: number, y: number) => seen[grid.numberAt(x, y)] === 1;
  expect([has(4800 - 1900, 3200), has(4800 + 1900, 3200 + 1400), has(4800, 3200 - 1400)]).toEqual([
    true,
    true,
    true,
  ]);
  expect([has(4800 - 1900 - CELL_PX, 3200), has(4800, 3200 + 1400 + CELL_PX)]).toEqual([false, false]);
  grid.markSeenFrom(9600, 6400, 0, seen);
  expect(has(9600, 6400)).toBe(true);
  expect(grid.numberAt(9600, 6400)).toBe(grid.count - 1);
});

test('those are received too where a spectator looks, and all for one without a budget', () => {
  const { network, a, both } = servers();
  const { yard, spectator } = watched();
  a.spectators.add(spectator);
  yard.spectators.handle(spectator, { address: '/position', x: 100, y: 100 }, a.nowMs);
  run(network, both, 300);
  expect(a.cluster.cellCount).toBeGreaterThanOrEqual(4);
  expect(a.cluster.cellCount).toBeLessThan(ALL / 4);
  a.spectators.add(yard.spectators.observe(a.nowMs));
  run(network, both, 300);
  expect(a.cluster.cellCount).toBe(ALL);
});

function watched() {
  const yard = testYard({ size: SIZE });
  return { yard, spectator: watch(yard) };
}
