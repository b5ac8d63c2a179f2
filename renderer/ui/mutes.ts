import { signal } from '@preact/signals';

/** More are in no yard that a person reads the chat of; whom they muted first is then heard again. */
const MUTED_MAX = 1000;
const YARDS_MAX = 50;

/** Whose lines and emotes the person does not want to see, in each yard of this run. Deterministic: no I/O, no clock. */
export class Mutes {
  /** The ids, in the yard where the person is. */
  readonly muted = signal<ReadonlySet<number>>(new Set());
  private readonly byYard = new Map<string, ReadonlySet<number>>();
  private yard = '';

  /** @param yard where it is reached: ids mean nothing elsewhere */
  enter(yard: string): void {
    this.yard = yard;
    this.muted.value = this.byYard.get(yard) ?? new Set();
  }

  has(id: number): boolean {
    return this.muted.peek().has(id);
  }

  toggle(id: number): void {
    const muted = new Set(this.muted.value);
    if (!muted.delete(id)) muted.add(id);
    this.muted.value = new Set([...muted].slice(-MUTED_MAX));
    this.byYard.delete(this.yard);
    this.byYard.set(this.yard, this.muted.value);
    for (const oldest of [...this.byYard.keys()].slice(0, -YARDS_MAX)) this.byYard.delete(oldest);
  }
}
