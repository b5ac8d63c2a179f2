/** After this number the next is 1 again. */
export const SEQUENCE_MAX = 2 ** 31 - 1;

/** A packet that comes twice is no farther back than this… */
const REPEATED_BACK_MAX = 8;
/** …and so many that are, each with the number after the one before, are of a publisher that counts anew from there. */
const RESTART_PACKETS = 4;

/** What became of a packet on its way, by its number; restarted: all before it says nothing of what comes. */
export type Arrival = 'next' | 'gap' | 'repeated' | 'restarted';

/**
 * The numbers of one publisher's packets, for each subject: what was lost on the way, and what came twice or out of order.
 * The first packet on a subject is never late: whoever begins to listen knows nothing of those before. One number that is far off,
 * forged or of a machine that was put back, silences nobody for good: as in RTP (RFC 3550, A.1), those in a row are believed.
 * Deterministic.
 */
export class SequenceGaps {
  private readonly last = new Map<string, number>();
  /** Of those that came last and are far back: the number after them, and how many they are. */
  private readonly back = new Map<string, { next: number; count: number }>();

  /** Notes a packet. One that is older than the last, or the same, has come already or was given up for lost. */
  note(subject: string, sequence: number): Arrival {
    const last = this.last.get(subject);
    if (last !== undefined && !isLater(sequence, last)) {
      if (!this.isRestart(subject, last, sequence)) return 'repeated';
      this.last.set(subject, sequence);
      return 'restarted';
    }
    this.last.set(subject, sequence);
    this.back.delete(subject);
    return last === undefined || sequence === nextSequence(last) ? 'next' : 'gap';
  }

  /** All after this number is to come, unless more is known. */
  expectAfter(subject: string, sequence: number): void {
    if (!this.last.has(subject)) this.last.set(subject, sequence);
  }

  /** Nobody listens to a subject any more: what is missed there is no gap. */
  forget(subject: string): void {
    this.last.delete(subject);
    this.back.delete(subject);
  }

  private isRestart(subject: string, last: number, sequence: number): boolean {
    if ((last - sequence + SEQUENCE_MAX) % SEQUENCE_MAX <= REPEATED_BACK_MAX) return false;
    const before = this.back.get(subject);
    const count = before?.next === sequence ? before.count + 1 : 1;
    this.back.set(subject, { next: nextSequence(sequence), count });
    return count >= RESTART_PACKETS && this.back.delete(subject);
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
