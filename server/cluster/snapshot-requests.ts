import { PEERS_MAX } from './peers';

/** So many snapshots are published from one tick to the next. */
const SNAPSHOTS_PER_TICK = 4;

/**
 * Who asked for a snapshot, and for what: where all ask at once, as after NATS was away, one after the other. Deterministic: no
 * I/O, no clock.
 */
export class SnapshotRequests {
  private readonly publish: (server: string, what: number) => void;
  private readonly asked = new Map<string, number>();
  private left = 0;

  /** @param publish publishes one */
  constructor(publish: (server: string, what: number) => void) {
    this.publish = publish;
  }

  /** @param what WANTED */
  add(server: string, what: number): void {
    if (this.asked.size >= PEERS_MAX && !this.asked.has(server)) return;
    this.asked.set(server, Math.min(what, this.asked.get(server) ?? what));
    this.answer();
  }

  /** To be called a few times a second. */
  tick(): void {
    this.left = SNAPSHOTS_PER_TICK;
    this.answer();
  }

  private answer(): void {
    for (const [server, what] of this.asked) {
      if (this.left === 0) return;
      this.left--;
      this.asked.delete(server);
      this.publish(server, what);
    }
  }
}
