/** So many may be banned at once: what is told of them to the game, and kept, has an end. */
export const BANS_MAX = 1000;
/** And so many are kept: where a yard is on several servers, those of two halves that did not know of each other. */
export const KEPT_BANS_MAX = 2 * BANS_MAX;

export interface Ban {
  readonly identity: string;
  /** Under which it was banned, for the host to know it by. */
  readonly name: string;
}

/** Who was banned for good. Deterministic: no I/O, no clock. */
export class Bans {
  private readonly names: Map<string, string>;
  /** Until somebody is added or removed. */
  private listed: readonly Ban[] | undefined;

  /** @param bans the latest first */
  constructor(bans: readonly Ban[] = []) {
    this.names = new Map(bans.toReversed().map(({ identity, name }) => [identity, name]));
  }

  get size(): number {
    return this.names.size;
  }

  /** The latest first; the same list as long as nobody is added or removed. */
  get all(): readonly Ban[] {
    this.listed ??= Array.from(this.names, ([identity, name]) => ({ identity, name })).toReversed();
    return this.listed;
  }

  has(identity: string): boolean {
    return this.names.has(identity);
  }

  /** False when as many are banned as may be. @param max how many may be */
  add({ identity, name }: Ban, max = BANS_MAX): boolean {
    if (!this.has(identity) && this.size >= max) return false;
    this.listed = undefined;
    this.names.delete(identity);
    this.names.set(identity, name);
    return true;
  }

  /** The name under which it was banned; undefined where it was not. */
  remove(identity: string): string | undefined {
    const name = this.names.get(identity);
    this.listed = undefined;
    this.names.delete(identity);
    return name;
  }
}
