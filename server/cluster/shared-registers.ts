import type { Subscription } from './bus';
import {
  isNewer,
  keyOf,
  readStamped,
  REGISTERS_MAX,
  writeStamped,
  type AccessKind,
  type AccessValue,
  type Stamped,
} from './access-registers';
import type { Kv, KvEntry } from './kv';
import type { Seal } from './seal';

/** So many writes are under way at once. */
const WRITES_MAX = 16;
/** How often one is tried for: each time it fails, another server has said something of the same. */
const TRIES_MAX = 16;
/** So many times more than there may be are kept before the oldest are looked for. */
const SLACK = 1.1;

/** A register, and the revision that the store is known to have of it: 0 for none. */
interface Held {
  stamped: Stamped;
  revision: number;
}

/**
 * One server's registers, and their way to and from the store that all servers of the yard have: what is newer here is written
 * by compare and set, so that nothing newer is ever replaced; what is newer there is told. Deterministic but for the store.
 */
export class SharedRegisters {
  /** What the store holds that is none of this yard's registers. */
  malformed = 0;
  /** Told of what came from elsewhere and is newer than what was here. */
  onNews: (stamped: Stamped) => void = () => undefined;
  /** Called when all that the store has was told, the first time and anew. */
  onCurrent: () => void = () => undefined;
  private readonly held = new Map<string, Held>();
  private readonly counts = new Map<AccessKind, number>();
  /** Of which the store has something older, or nothing. */
  private readonly pending = new Set<string>();
  private readonly writing = new Set<string>();
  private readonly kv: Kv;
  private readonly seal: Seal;
  private watching: Subscription | undefined;
  /** How often all that the store has was told: before the first time nobody knows what is missing there. */
  private rounds = 0;

  constructor(kv: Kv, seal: Seal) {
    this.kv = kv;
    this.seal = seal;
  }

  get all(): Stamped[] {
    return Array.from(this.held.values(), ({ stamped }) => stamped);
  }

  /** What is right for whatever this value is of; undefined where nothing was said of it. */
  find(value: AccessValue): Stamped | undefined {
    return this.held.get(this.keyOf(value))?.stamped;
  }

  /** Says a value, which is the newest from now on. @param atMs when */
  say(value: AccessValue, atMs: number): void {
    const key = this.keyOf(value);
    const lastMs = this.held.get(key)?.stamped.atMs ?? 0;
    this.hold(key, { atMs: Math.max(Math.floor(atMs), lastMs + 1), value });
    this.pending.add(key);
    for (const dropped of this.limit(value.kind)) this.removeFromStore(dropped);
    this.write();
  }

  /** Takes in what was said elsewhere, as files have it. */
  merge(all: readonly Stamped[]): void {
    for (const stamped of all) {
      const key = this.keyOf(stamped.value);
      if (!isNewer(stamped, this.held.get(key)?.stamped)) continue;
      this.hold(key, stamped);
      this.pending.add(key);
      this.limit(stamped.value.kind);
      this.onNews(stamped);
    }
    this.write();
  }

  /** From now on takes part in what the store has. */
  open(): void {
    this.watching = this.kv.watch({
      onEntry: (entry) => this.receive(entry),
      onCurrent: (keys) => this.writeMissing(keys),
    });
  }

  close(): void {
    this.watching?.unsubscribe();
  }

  /** Tries again to write what could not be written. */
  write(): void {
    const { rounds } = this;
    if (rounds === 0) return;
    for (const key of this.pending) {
      if (this.writing.size >= WRITES_MAX) return;
      if (this.writing.has(key)) continue;
      this.writing.add(key);
      void this.writeOne(key).then((isDone) => {
        this.writing.delete(key);
        // One that was under way when NATS went, and is said to have failed when it is back already, is tried once more.
        if (isDone || rounds !== this.rounds) this.write();
      });
    }
  }

  private keyOf(value: AccessValue): string {
    return keyOf(value, this.seal.tag);
  }

  private hold(key: string, stamped: Stamped): void {
    const { kind } = stamped.value;
    const present = this.held.get(key);
    if (!present) this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    this.held.set(key, { stamped, revision: present?.revision ?? 0 });
  }

  private receive({ key, value, revision }: KvEntry): void {
    // Of the other values that the servers keep there is but one, the next id.
    if (!/^(lock|ticket|ban|mute|known|kick)\b/.test(key)) return;
    const stamped = this.read(key, value);
    if (!stamped) this.malformed++;
    else if (isNewer(stamped, this.held.get(key)?.stamped)) {
      this.hold(key, stamped);
      this.pending.delete(key);
      this.onNews(stamped);
      // Who said it has taken away what it dropped for it. What comes too late itself is taken away here.
      if (this.limit(stamped.value.kind).includes(key)) this.removeFromStore(key);
    }
    const held = this.held.get(key);
    if (!held) return;
    held.revision = revision;
    if (stamped && !isNewer(held.stamped, stamped)) this.pending.delete(key);
    else this.pending.add(key);
    this.write();
  }

  private read(key: string, value: Uint8Array): Stamped | undefined {
    const text = this.seal.open(key, value);
    const stamped = text === undefined ? undefined : readStamped(text);
    return stamped && this.keyOf(stamped.value) === key ? stamped : undefined;
  }

  private writeMissing(keys: ReadonlySet<string>): void {
    this.rounds++;
    this.onCurrent();
    for (const [key, held] of this.held)
      if (!keys.has(key)) {
        held.revision = 0;
        this.pending.add(key);
      }
    this.write();
  }

  /** Resolves with whether the store has it now, or something newer. */
  private async writeOne(key: string): Promise<boolean> {
    try {
      for (let tries = 0; tries < TRIES_MAX; tries++) {
        const held = this.held.get(key);
        if (!held || !this.pending.has(key)) return true;
        const { stamped } = held;
        const revision = await this.kv.update(key, this.seal.seal(key, writeStamped(stamped)), held.revision);
        if (revision === undefined) {
          const entry = await this.kv.get(key);
          if (entry) this.receive(entry);
          else held.revision = 0;
          continue;
        }
        const present = this.held.get(key);
        if (present) present.revision = revision;
        if (present?.stamped === stamped) this.pending.delete(key);
      }
    } catch {
      // The store is away: it is written when all that it has was told, or at the next try.
    }
    return false;
  }

  /** Drops the oldest of a kind where there are too many: bans in force never. Returns their keys. */
  private limit(kind: AccessKind): string[] {
    if ((this.counts.get(kind) ?? 0) <= SLACK * REGISTERS_MAX[kind]) return [];
    const ofKind = [...this.held].filter(([, { stamped }]) => stamped.value.kind === kind);
    const dropped = ofKind
      .filter(([, { stamped }]) => stamped.value.kind !== 'ban' || !stamped.value.isInForce)
      .sort(([, a], [, b]) => a.stamped.atMs - b.stamped.atMs)
      .slice(0, ofKind.length - REGISTERS_MAX[kind])
      .map(([key]) => key);
    for (const key of dropped) {
      this.held.delete(key);
      this.pending.delete(key);
    }
    this.counts.set(kind, ofKind.length - dropped.length);
    return dropped;
  }

  private removeFromStore(key: string): void {
    void this.kv.remove(key).catch(() => undefined);
  }
}
