import { BEACON_INTERVAL_MS } from '../shared/config';

/** How long an answer may take. */
const ANSWER_TIMEOUT_MS = 1000;

/** Where a datagram came from. */
export interface Source {
  address: string;
  port: number;
}

/** A yard as it is heard from one address, and what became of the questions that went there. */
export class Sighting {
  readonly source: Source;
  seenMs: number;
  /** -Infinity before the first question. */
  askedMs = -Infinity;
  /** Of the newest question that was answered; undefined before that. */
  roundTripMs: number | undefined;
  private isAnswered = false;

  constructor(source: Source, nowMs: number) {
    this.source = source;
    this.seenMs = nowMs;
  }

  get hasAnswered(): boolean {
    return this.roundTripMs !== undefined;
  }

  isFrom({ address, port }: Source): boolean {
    return this.source.address === address && this.source.port === port;
  }

  /** Whether it may be asked (again). */
  isDue(nowMs: number): boolean {
    return nowMs - this.askedMs >= BEACON_INTERVAL_MS;
  }

  /** Counts a question, which is sent now. */
  addQuestion(nowMs: number): void {
    this.askedMs = nowMs;
    this.isAnswered = false;
  }

  /** Takes in an answer; one that was not asked for counts for nothing. */
  addAnswer(nowMs: number): void {
    if (this.isAnswered || this.askedMs === -Infinity) return;
    this.isAnswered = true;
    this.roundTripMs = nowMs - this.askedMs;
  }

  /** Whether a question stayed unanswered for too long. */
  isSilent(nowMs: number): boolean {
    return !this.isAnswered && this.askedMs !== -Infinity && nowMs - this.askedMs >= ANSWER_TIMEOUT_MS;
  }
}
