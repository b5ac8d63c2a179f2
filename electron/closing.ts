import type { ClosingQuestion } from '../shared/hosted-yard';

/** Presses that follow each other faster are one: a held key, a double click. */
const REPEAT_MS = 500;

export interface ClosingEvents {
  /** How many others are in the yard that this game holds open; 0 where it holds none. */
  others(): number;
  /** What the person is asked; undefined once it is answered. */
  onQuestion(question: ClosingQuestion | undefined): void;
  /** They stop hosting, or leave the yard of somebody else. */
  onStop(): void;
}

/**
 * Whether a hosted yard is closed while others are in it: the person is asked, and confirms by an answer or by asking for the
 * same a second time. Deterministic: no I/O, no clock.
 */
export class Closing {
  /** Called when they have confirmed that the game is to end. */
  onQuit: () => void = () => undefined;
  private readonly events: ClosingEvents;
  private question: ClosingQuestion | undefined;
  private pressedMs = -Infinity;

  constructor(events: ClosingEvents) {
    this.events = events;
  }

  /** The person wants back to the lobby. */
  requestStop(nowMs: number): void {
    if (this.isDecided('stop', nowMs)) this.events.onStop();
  }

  /** Whether the game may end now; if not, the person is asked, and `onQuit` called when they confirm. */
  mayQuit(nowMs: number): boolean {
    return this.isDecided('quit', nowMs);
  }

  /** The person answered. To nothing, since what was asked was withdrawn, it does nothing. */
  answer(isConfirmed: boolean): void {
    const about = this.question?.about;
    this.withdraw();
    if (isConfirmed && about === 'stop') this.events.onStop();
    if (isConfirmed && about === 'quit') this.onQuit();
  }

  /** There is nothing to close any more. */
  withdraw(): void {
    if (this.question) this.ask(undefined);
  }

  /** Asks once more, in a page that was loaded anew. */
  postState(): void {
    this.events.onQuestion(this.question);
  }

  private isDecided(about: ClosingQuestion['about'], nowMs: number): boolean {
    const others = this.events.others();
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

  private ask(question: ClosingQuestion | undefined): void {
    this.question = question;
    this.events.onQuestion(question);
  }
}
