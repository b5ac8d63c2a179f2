import type { CommandAnswer } from '../shared/host-commands';
import type { ServerOrder, ServerReport } from '../shared/process-reports';

/** A server that is alive answers at once; whoever asked is told after this that it did not. */
export const ANSWER_TIMEOUT_MS = 5000;
/** So many may be unanswered at once. A person does not press so many buttons. */
const UNANSWERED_MAX = 32;
/** Longer answers are cut: they stand in a panel. */
const ANSWER_MAX_CHARACTERS = 500;

const error = (text: string): CommandAnswer => ({ text, isError: true });

/** The commands that a server process was given and has not answered yet. */
export class ServerCommands {
  private readonly unanswered = new Map<number, (answer: CommandAnswer) => void>();
  private last = 0;

  /**
   * Gives a server a line of its console. Resolves with its answer, or with an error in words when there is none in time.
   * @param post hands the order to the process
   */
  ask(
    command: string,
    post: (order: Extract<ServerOrder, { command: string }>) => void,
  ): Promise<CommandAnswer> {
    if (this.unanswered.size >= UNANSWERED_MAX)
      return Promise.resolve(error('The yard’s server has not answered the last orders yet.'));
    const n = ++this.last;
    return new Promise((resolve) => {
      const settle = (answer: CommandAnswer) => {
        clearTimeout(timer);
        this.unanswered.delete(n);
        resolve(answer);
      };
      const timer = setTimeout(() => settle(error('The yard’s server gave no answer.')), ANSWER_TIMEOUT_MS);
      this.unanswered.set(n, settle);
      post({ n, command });
    });
  }

  /** An answer came. One to nothing, or too late, is passed over. */
  handleAnswer({ n, text, isError }: Extract<ServerReport, { event: 'answer' }>): void {
    this.unanswered.get(n)?.({ text: text.slice(0, ANSWER_MAX_CHARACTERS), isError });
  }

  /** The process ended: nothing will be answered any more. */
  failAll(): void {
    for (const settle of [...this.unanswered.values()])
      settle(error('The yard’s server ended before it answered.'));
  }
}
