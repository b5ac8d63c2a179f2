/** After this number the next is 1 again. */
export const SEQUENCE_MAX = 2 ** 31 - 1;

/** What became of a packet on its way, by its number. */
export type Arrival = 'next' | 'gap' | 'repeated';

/**
 * The numbers of one publisher's packets, for each subject: what was lost on the way, and what came twice or out of order.
 * The first packet on a subject is never late: whoever begins to listen knows nothing of those before. Deterministic.
 */
export class SequenceGaps {
  private readonly last = new Map<string, number>();

  /** Notes a packet. One that is older than the last, or the same, has come already or was given up for lost. */
  note(subject: string, sequence: number): Arrival {
    const last = this.last.get(subject);
    if (last !== undefined && !isLater(sequence, last)) return 'repeated';
    this.last.set(subject, sequence);
    return last === undefined || sequence === nextSequence(last) ? 'next' : 'gap';
  }

  /** All after this number is to come, unless more is known. */
  expectAfter(subject: string, sequence: number): void {
    if (!this.last.has(subject)) this.last.set(subject, sequence);
  }

  /** Nobody listens to a subject any more: what is missed there is no gap. */
  forget(subject: string): void {
    this.last.delete(subject);
  }
}

export function nextSequence(sequence: number): number {
  return (sequence % SEQUENCE_MAX) + 1;
}

/** Whether a number comes after another one, on a circle: of two, the one that the shorter way leads to (RFC 1982). */
export function isLater(sequence: number, than: number): boolean {
  const ahead = (sequence - than + SEQUENCE_MAX) % SEQUENCE_MAX;
  return ahead !== 0 && ahead < SEQUENCE_MAX / 2;
}
