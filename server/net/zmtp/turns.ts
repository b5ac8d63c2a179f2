/** Who has something to give, in the order of their turns: one thing each, however much one of them has. */
export class Turns<T> {
  private readonly queue: T[] = [];

  get isEmpty(): boolean {
    return this.queue.length === 0;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.queue.values();
  }

  /** Gives somebody who is not among them the last turn. */
  add(member: T): void {
    this.queue.push(member);
  }

  /**
   * Gives turn after turn until nobody has more, or `turn` returns false. Who has more afterwards gets another turn, after
   * all others.
   */
  go(turn: (member: T) => boolean, hasMore: (member: T) => boolean): void {
    let given = 0;
    for (let goesOn = true; goesOn && given < this.queue.length; given++) {
      const member = this.queue[given] as T;
      goesOn = turn(member);
      if (hasMore(member)) this.queue.push(member);
    }
    this.queue.splice(0, given);
  }
}
