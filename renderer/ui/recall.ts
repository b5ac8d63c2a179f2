/** So many of one's own lines are kept. */
const LINES_MAX = 50;

/** One's own earlier lines, as a shell recalls them. Deterministic: no I/O, no clock. */
export class Recall {
  /** The newest last. */
  private lines: readonly string[] = [];
  /** Which of them is shown; behind the last one stands the draft. */
  private at = 0;
  private draft = '';

  /** A line was said; the same twice is kept once. */
  add(line: string): void {
    if (this.lines.at(-1) !== line) this.lines = [...this.lines, line].slice(-LINES_MAX);
    this.rest();
  }

  /** What is typed is a draft of its own again. */
  rest(): void {
    this.at = this.lines.length;
  }

  /**
   * The line before (-1) or after (1) the one that is shown, at the end the draft again; undefined when there is none.
   * @param shown what the field holds now
   */
  step(by: -1 | 1, shown: string): string | undefined {
    if (this.at === this.lines.length) this.draft = shown;
    const at = this.at + by;
    if (at < 0 || at > this.lines.length) return undefined;
    this.at = at;
    return this.lines[at] ?? this.draft;
  }

  clear(): void {
    this.lines = [];
    this.rest();
  }
}
