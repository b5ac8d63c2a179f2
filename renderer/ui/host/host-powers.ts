import { batch, computed, signal } from '@preact/signals';
import type { ToRenderer } from '../../../shared/bridge';
import type { CommandAnswer, HostCommand } from '../../../shared/host-commands';
import type { ClosingQuestion } from '../../../shared/hosted-yard';
import type { YardAccess } from '../../../shared/process-reports';

/** Where a command was given, and is answered. */
export type Place = 'hosting' | 'invite' | 'players' | 'waiting' | 'games';

/** What became of the last command, in words. */
export interface Outcome extends CommandAnswer {
  place: Place;
}

interface Asked {
  key: string;
  place: Place;
  doneWords: string;
}

type HostMessage = Extract<ToRenderer, { address: 'access' | 'answer' | 'closing' }>;

/** What the host of a yard sees of it that nobody else does, and what they asked of its server. Deterministic: no I/O, no clock. */
export class HostPowers {
  /** Undefined until the server has reported it. */
  readonly access = signal<YardAccess | undefined>(undefined);
  readonly waiting = computed(() => this.access.value?.waiting ?? []);
  /** Whether to close the yard though others are in it; undefined where nobody asks. */
  readonly question = signal<ClosingQuestion | undefined>(undefined);
  /** Each is an object of its own, so that the same is said twice. */
  readonly outcome = signal<Outcome | undefined>(undefined);
  /** The commands that are not answered yet, as keyOf() has them. */
  private readonly pending = signal<ReadonlySet<string>>(new Set());
  private readonly asked = new Map<number, Asked>();
  private last = 0;

  /** Whether this command was given, and not answered yet. */
  isPending(command: HostCommand): boolean {
    return this.pending.value.has(keyOf(command));
  }

  /**
   * A command is given. Returns its number; undefined where the same is still unanswered, and is not to be given again.
   * @param doneWords what is said when it is done; empty for nothing
   */
  ask(command: HostCommand, place: Place, doneWords: string): number | undefined {
    const key = keyOf(command);
    if (this.pending.peek().has(key)) return undefined;
    const n = ++this.last;
    this.asked.set(n, { key, place, doneWords });
    batch(() => {
      this.pending.value = new Set(this.pending.value).add(key);
      this.outcome.value = undefined;
    });
    return n;
  }

  handle(message: HostMessage): void {
    switch (message.address) {
      case 'access':
        this.access.value = message.access;
        break;
      case 'closing':
        this.question.value = message.question;
        break;
      case 'answer':
        this.handleAnswer(message.n, message);
        break;
    }
  }

  /** What is said is read, or of no interest any more. */
  dismiss(place: Place): void {
    if (this.outcome.value?.place === place) this.outcome.value = undefined;
  }

  private handleAnswer(n: number, { text, isError }: CommandAnswer): void {
    const asked = this.asked.get(n);
    if (!asked) return;
    this.asked.delete(n);
    const { key, place, doneWords } = asked;
    const pending = new Set(this.pending.value);
    pending.delete(key);
    batch(() => {
      this.pending.value = pending;
      const words = isError ? text : doneWords;
      this.outcome.value = words === '' ? undefined : { place, text: words, isError };
    });
  }
}

function keyOf({ word, argument }: HostCommand): string {
  return `${word} ${argument}`;
}
