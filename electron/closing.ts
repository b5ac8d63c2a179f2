import type { ClosingQuestion } from '../shared/hosted-yard';

/** Presses that follow each other faster are one: a held key, a double click. */
const REPEAT_MS = 500;

/**
 * Whether a hosted yard is closed while others are in it: the person is asked, and confirms by an answer or by asking for the
 * same a second time. Deterministic: no I/O, no clock.
 */
export class Closing {
  private readonly onQuestion: (question: ClosingQuestion | undefined) => void;
  private question: ClosingQuestion | undefined;
  private pressedMs = -Infinity;

  /** @param onQuestion gets what the person is asked; undefined once it is answered */
  constructor(onQuestion: (question: ClosingQuestion | undefined) => void) {
    this.onQuestion = onQuestion;
  }

  /**
   * The person wants to stop hosting, or to quit.
   * @param others how many others are in the yard that would be closed
   * @returns whether it is done; if not, they are asked
   */
  request(about: ClosingQuestion['about'], others: number, nowMs: number): boolean {
    const isRepeat = nowMs - this.pressedMs < REPEAT_MS;
    this.pressedMs = nowMs;
    if (others > 0 && this.question?.about !== about) {
      this.ask({ about, others });
      return false;
    }
    if (others > 0 && isRepeat) return false;
    this.withdraw();
    return true;
  }

  /** The person answered. Returns what is to be done; undefined for nothing. */
  answer(isConfirmed: boolean): ClosingQuestion['about'] | undefined {
    const about = this.question?.about;
    this.withdraw();
    return isConfirmed ? about : undefined;
  }

  /** There is nothing to close any more. */
  withdraw(): void {
    if (this.question) this.ask(undefined);
  }

  /** Asks once more, in a page that was loaded anew. */
  postState(): void {
    this.onQuestion(this.question);
  }

  private ask(question: ClosingQuestion | undefined): void {
    this.question = question;
    this.onQuestion(question);
  }
}
