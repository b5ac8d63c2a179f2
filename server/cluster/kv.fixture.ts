/** A store for several servers in memory: with delays, answers that are lost, and being away. */
import type { Subscription } from './bus';
import type { Kv, KvEntry, KvWatcher } from './kv';

/** Pseudorandom numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class MemoryStore {
  readonly entries = new Map<string, KvEntry>();
  readonly clients: MemoryKv[] = [];
  /** The share of writes whose answer is lost. */
  lossOfAnswers = 0;
  readonly random: () => number;
  private revision = 0;

  constructor(seed = 1) {
    this.random = randomOf(seed);
  }

  connect(): MemoryKv {
    const client = new MemoryKv(this);
    this.clients.push(client);
    return client;
  }

  write(key: string, value: Uint8Array): number {
    const entry = { key, value: Uint8Array.from(value), revision: ++this.revision };
    this.entries.set(key, entry);
    for (const client of this.clients) client.tell(entry);
    return entry.revision;
  }
}

/** One server's end of it. */
export class MemoryKv implements Kv {
  conflicts = 0;
  private readonly store: MemoryStore;
  private readonly watchers = new Set<KvWatcher>();
  private away = false;

  constructor(store: MemoryStore) {
    this.store = store;
  }

  get isAway(): boolean {
    return this.away;
  }

  set isAway(isAway: boolean) {
    this.away = isAway;
    if (!isAway) for (const watcher of this.watchers) this.tellAll(watcher);
  }

  async get(key: string): Promise<KvEntry | undefined> {
    await this.pass();
    return this.store.entries.get(key);
  }

  async update(key: string, value: Uint8Array, revision: number): Promise<number | undefined> {
    await this.pass();
    const present = this.store.entries.get(key)?.revision ?? 0;
    if (present !== revision) this.conflicts++;
    const written = present === revision ? this.store.write(key, value) : undefined;
    if (this.store.random() < this.store.lossOfAnswers) throw new Error('the answer was lost');
    return written;
  }

  async remove(key: string): Promise<void> {
    await this.pass();
    this.store.entries.delete(key);
  }

  watch(watcher: KvWatcher): Subscription {
    this.watchers.add(watcher);
    if (!this.away) this.tellAll(watcher);
    return { unsubscribe: () => this.watchers.delete(watcher) };
  }

  tell(entry: KvEntry): void {
    if (!this.away) for (const watcher of this.watchers) watcher.onEntry(entry);
  }

  private tellAll(watcher: KvWatcher): void {
    for (const entry of this.store.entries.values()) watcher.onEntry(entry);
    watcher.onCurrent(new Set(this.store.entries.keys()));
  }

  /** The way there: some turns of the event loop, or none where the store is away. */
  private async pass(): Promise<void> {
    for (let n = Math.floor(3 * this.store.random()); n > 0; n--)
      await new Promise((resolve) => setImmediate(resolve));
    if (this.away) throw new Error('NATS is away');
  }
}

/** Waits until nothing is under way any more. */
export async function settle(turns = 60): Promise<void> {
  for (let n = 0; n < turns; n++) await new Promise((resolve) => setImmediate(resolve));
}
