/** The largest int32: the protocol's ids are positive ones. */
const MAX_ID = 2 ** 31 - 1;

/** Gives out ids, ascending, from 1 again after the largest. Deterministic: no I/O, no clock. */
export class IdSequence {
  private last: number;

  /** @param last the first id is the one after this */
  constructor(last = 0) {
    this.last = last;
  }

  /** @param isInUse says of an id whether it is somebody's already; there must be one that is nobody's */
  next(isInUse: (id: number) => boolean): number {
    do this.last = this.last >= MAX_ID ? 1 : this.last + 1;
    while (isInUse(this.last));
    return this.last;
  }
}
