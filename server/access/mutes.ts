/** So many are remembered; the oldest go first. */
const MUTES_MAX = 1024;

interface Mutable {
  readonly id: number;
  readonly identity: string | undefined;
}

/**
 * Whose lines are told to nobody, for as long as the yard is open: by id, which who comes back by its key keeps, and by
 * identity where there is one. Deterministic: no I/O, no clock.
 */
export class Mutes {
  private readonly ids = new Set<number | string>();
  private readonly identities = new Set<number | string>();

  get isEmpty(): boolean {
    return this.ids.size + this.identities.size === 0;
  }

  has({ id, identity }: Mutable): boolean {
    return this.ids.has(id) || (identity !== undefined && this.identities.has(identity));
  }

  /** All ids and identities. */
  get all(): (number | string)[] {
    return [...this.ids, ...this.identities];
  }

  /** Mutes by an id or an identity alone, or takes that back. */
  set(who: number | string, isMuted: boolean): void {
    const set: Set<number | string> = typeof who === 'number' ? this.ids : this.identities;
    if (isMuted) addTo(set, who);
    else set.delete(who);
  }

  add({ id, identity }: Mutable): void {
    addTo(this.ids, id);
    if (identity !== undefined) addTo(this.identities, identity);
  }

  remove({ id, identity }: Mutable): void {
    this.ids.delete(id);
    if (identity !== undefined) this.identities.delete(identity);
  }
}

function addTo<T>(set: Set<T>, value: T): void {
  set.add(value);
  const [oldest] = set;
  if (set.size > MUTES_MAX && oldest !== undefined) set.delete(oldest);
}
