/** Versions of motions go from 1 to this, and round. */
export const VERSION_MAX = 0xffff;
const LEAST_SLOTS = 64;

/** A version of a motion for each slot; 0 for none. Deterministic: no I/O, no clock. */
export class Versions {
  private values = new Uint16Array(LEAST_SLOTS);

  of(slot: number): number {
    return this.values[slot] ?? 0;
  }

  set(slot: number, version: number): void {
    this.forSlots(slot + 1)[slot] = version;
  }

  /** All of them, with room for so many slots at least: for who looks at many. */
  forSlots(slots: number): Uint16Array {
    if (slots > this.values.length) {
      const values = new Uint16Array(2 * slots);
      values.set(this.values);
      this.values = values;
    }
    return this.values;
  }
}

/** How many versions lie between an earlier one and a later one. */
export function versionsBetween(earlier: number, later: number): number {
  return (later - earlier) & VERSION_MAX;
}
