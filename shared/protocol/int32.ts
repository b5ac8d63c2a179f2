/** Trusts no number of our own: a DataView would write 2^40 as 0 and 1.5 as 1, without a word. */
export function assertInt32(value: unknown): asserts value is number {
  if (typeof value !== 'number' || value !== (value | 0))
    throw new RangeError(`${String(value)} is no int32.`);
}
