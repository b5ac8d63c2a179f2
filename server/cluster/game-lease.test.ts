import { EXPIRED_MS, GameLease } from './game-lease';
import { MemoryStore, type MemoryKv } from './kv.fixture';

class Servers {
  readonly store = new MemoryStore();
  readonly kvs: MemoryKv[];
  readonly leases: GameLease[];
  readonly alone = new Set<number>();
  readonly stopped = new Set<number>();
  nowMs = 0;

  constructor(count: number) {
    this.kvs = Array.from({ length: count }, () => this.store.connect());
    this.leases = this.kvs.map((kv, i) => new GameLease(kv, `server-${i}`));
  }

  async run(ms: number): Promise<void> {
    for (const endMs = this.nowMs + ms; this.nowMs < endMs; this.nowMs += 250)
      for (const [i, lease] of this.leases.entries())
        if (!this.stopped.has(i)) await lease.tick(this.nowMs, this.alone.has(i));
  }

  get holders(): number[] {
    return this.leases.flatMap(({ isHeld }, i) => (isHeld && !this.stopped.has(i) ? [i] : []));
  }
}

test('of several servers one has the lease, and keeps it', async () => {
  const servers = new Servers(3);
  await servers.run(1000);
  const [holder, ...more] = servers.holders;
  expect([holder !== undefined, more]).toEqual([true, []]);
  await servers.run(20_000);
  expect(servers.holders).toEqual([holder]);
});

test('when it is gone another has it within 3 s, and no sooner than the lease has expired', async () => {
  const servers = new Servers(3);
  await servers.run(2000);
  const [holder = -1] = servers.holders;
  servers.stopped.add(holder);
  await servers.run(EXPIRED_MS - 1250);
  expect(servers.holders).toEqual([]);
  await servers.run(3000 + 1000 - EXPIRED_MS + 250);
  expect(servers.holders).toHaveLength(1);
  // Who was only stopped for a while finds it taken.
  servers.stopped.delete(holder);
  await servers.run(1500);
  expect(servers.holders).toHaveLength(1);
  expect(servers.holders).not.toEqual([holder]);
});

test('who is cut off runs its own, and gives it up when it is together with the others again', async () => {
  const servers = new Servers(2);
  await servers.run(2000);
  const [holder = 0] = servers.holders;
  const other = 1 - holder;
  servers.alone.add(other);
  await servers.run(1000);
  expect(servers.holders).toEqual([0, 1]);
  servers.alone.delete(other);
  await servers.run(1000);
  expect(servers.holders).toEqual([holder]);
});

test('who holds it holds it on when NATS was away for a while', async () => {
  const servers = new Servers(2);
  await servers.run(2000);
  const before = servers.holders;
  for (const [i, kv] of servers.kvs.entries()) {
    kv.isAway = true;
    servers.alone.add(i);
  }
  await servers.run(10_000);
  for (const kv of servers.kvs) kv.isAway = false;
  servers.alone.clear();
  await servers.run(1000);
  expect(servers.holders).toEqual(before);
});
