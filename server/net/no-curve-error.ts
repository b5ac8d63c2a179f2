/** This machine has no CURVE for the Router that was asked for; the message is a sentence for a person. */
export class NoCurveError extends Error {
  /** What would mend it on a command line. */
  readonly option: string;

  constructor(message: string, option: string, cause?: unknown) {
    super(message, { cause });
    this.option = option;
  }
}
