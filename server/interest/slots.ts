/**
 * Numbers for members who come and go, from 0 up and as small as can be: what is known of each pair of them fits arrays.
 * Deterministic: no I/O, no clock.
 */
export class Slots<T> {
  /** By number; undefined where nobody has it. */
  readonly members: (T | undefined)[] = [];
  private readonly numbers = new Map<T, number>();
  private readonly free: number[] = [];

  /** The number of somebody, from now on if it had none. */
  of(member: T): number {
    let number = this.numbers.get(member);
    if (number !== undefined) return number;
    number = this.free.pop() ?? this.members.length;
    this.numbers.set(member, number);
    this.members[number] = member;
    return number;
  }

  /** Frees the number of somebody, and returns it; undefined for who had none. */
  remove(member: T): number | undefined {
    const number = this.numbers.get(member);
    if (number === undefined) return undefined;
    this.numbers.delete(member);
    this.members[number] = undefined;
    this.free.push(number);
    return number;
  }
}
