/** NATS in memory: several servers, with losses, delays, repetitions and partitions by a seed. */
import { seeded } from '../../shared/random';
import type { Bus, Subscription } from './bus';

interface Faults {
  /** Of all deliveries, the share that is lost, and the share that comes twice. */
  lost: number;
  twice: number;
  /** How long a delivery takes at most; those of one publisher to one subscriber stay in order. */
  delayMs: number;
}

interface Delivery {
  atMs: number;
  order: number;
  deliver: () => void;
}

export class MemoryNetwork {
  /** As long after 1970 as a server's clock is. */
  nowMs = 1_800_000_000_000;
  faults: Faults = { lost: 0, twice: 0, delayMs: 0 };
  /** What was published, in order. */
  readonly published: { from: string; subject: string; bytes: Uint8Array }[] = [];
  readonly buses: MemoryBus[] = [];
  private readonly random: () => number;
  /** The next one last. */
  private readonly queue: Delivery[] = [];
  private isSorted = true;
  private order = 0;
  private readonly lastMs = new Map<string, number>();

  constructor(seed = 1) {
    this.random = seeded(seed);
  }

  bus(name: string): MemoryBus {
    const bus = new MemoryBus(this, name);
    this.buses.push(bus);
    return bus;
  }

  /** Each group reaches only itself; who is in none is cut off from NATS. */
  partition(...groups: readonly (readonly MemoryBus[])[]): void {
    for (const bus of this.buses) bus.group = groups.findIndex((group) => group.includes(bus));
  }

  heal(): void {
    for (const bus of this.buses) bus.group = 0;
  }

  publish(from: MemoryBus, subject: string, bytes: Uint8Array): void {
    this.published.push({ from: from.name, subject, bytes: Uint8Array.from(bytes) });
    for (const to of this.buses) {
      if (to === from || to.group !== from.group) continue;
      if (this.random() < this.faults.lost) continue;
      const times = this.random() < this.faults.twice ? 2 : 1;
      for (let i = 0; i < times; i++) this.enqueue(from, to, subject, Uint8Array.from(bytes));
    }
  }

  /** Delivers all that is due by a moment. */
  advance(toMs: number): void {
    for (;;) {
      if (!this.isSorted) this.queue.sort((one, other) => other.atMs - one.atMs || other.order - one.order);
      this.isSorted = true;
      const next = this.queue.at(-1);
      if (!next || next.atMs > toMs) break;
      this.queue.pop();
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.deliver();
    }
    this.nowMs = Math.max(this.nowMs, toMs);
  }

  private enqueue(from: MemoryBus, to: MemoryBus, subject: string, bytes: Uint8Array): void {
    const way = `${from.name} ${to.name}`;
    const dueMs = this.nowMs + this.random() * this.faults.delayMs;
    const atMs = Math.max(dueMs, this.lastMs.get(way) ?? 0);
    this.lastMs.set(way, atMs);
    const deliver = () => {
      if (to.group === from.group) to.deliver(subject, bytes);
    };
    this.isSorted = false;
    this.queue.push({ atMs, order: this.order++, deliver });
  }
}

export class MemoryBus implements Bus {
  readonly name: string;
  group = 0;
  private readonly network: MemoryNetwork;
  private readonly listeners = new Set<{
    pattern: RegExp;
    listener: (bytes: Uint8Array, subject: string) => void;
  }>();

  constructor(network: MemoryNetwork, name: string) {
    this.network = network;
    this.name = name;
  }

  get isConnected(): boolean {
    return this.group >= 0;
  }

  /** How many subscriptions there are. */
  get subscriptions(): number {
    return this.listeners.size;
  }

  publish(subject: string, bytes: Uint8Array): void {
    if (this.isConnected) this.network.publish(this, subject, bytes);
  }

  subscribe(subject: string, listener: (bytes: Uint8Array, subject: string) => void): Subscription {
    const source = subject.replaceAll('.', '\\.').replaceAll('*', '[^.]+').replace(/>$/, '.+');
    const entry = { pattern: new RegExp(`^${source}$`), listener };
    this.listeners.add(entry);
    return { unsubscribe: () => void this.listeners.delete(entry) };
  }

  deliver(subject: string, bytes: Uint8Array): void {
    for (const { pattern, listener } of [...this.listeners])
      if (pattern.test(subject)) listener(bytes, subject);
  }
}
