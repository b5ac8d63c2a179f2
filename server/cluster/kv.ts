import type { Subscription } from './bus';

/** One value that the servers of a yard keep together. */
export interface KvEntry {
  readonly key: string;
  readonly value: Uint8Array;
  /** Ascends with each write, whatever the key. */
  readonly revision: number;
}

export interface KvWatcher {
  /** A value is there, or is another. The same one may come again. */
  onEntry(entry: KvEntry): void;
  /**
   * All that there was is told: the first time, and anew each time that the store was away.
   * @param keys of all that
   */
  onCurrent(keys: ReadonlySet<string>): void;
}

/**
 * What the servers of one yard keep together, as NATS' KV has it. All that returns a promise rejects while the store is away; a
 * write may have been done then all the same.
 */
export interface Kv {
  get(key: string): Promise<KvEntry | undefined>;
  /**
   * Compare and set: writes where what is there has this revision, or with 0 where nothing is there. The new revision; undefined
   * where that was not so.
   */
  update(key: string, value: Uint8Array, revision: number): Promise<number | undefined>;
  /** Takes a value away, and nobody is told. */
  remove(key: string): Promise<void>;
  /** Tells all that is there and then what is written, by whomever, for as long as it is not unsubscribed. */
  watch(watcher: KvWatcher): Subscription;
}
