/** The largest int32: the protocol's ids are positive ones. */
const MAX_ID = 2 ** 31 - 1;

/** Gives out ids. */
export interface IdSequence {
  /**
   * Another one; undefined when there is none for now.
   * @param isTaken says of an id whether it is somebody's already
   */
  next(isTaken: (id: number) => boolean): number | undefined;
}

/** Ids ascending, from 1 again after the largest: those of one server that is alone. Deterministic: no I/O, no clock. */
export class AscendingIds implements IdSequence {
  private last: number;

  /** @param last the first id is the one after this */
  constructor(last = 0) {
    this.last = last;
  }

  /** There must be one that is nobody's. */
  next(isTaken: (id: number) => boolean): number {
    do this.last = this.last >= MAX_ID ? 1 : this.last + 1;
    while (isTaken(this.last));
    return this.last;
  }
}
