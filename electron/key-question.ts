import type { KnownYard } from '../client/known-yards';
import { formatAddress } from '../shared/address';
import type { KeyChange, ToRenderer } from '../shared/bridge';
import type { Target } from '../shared/target';

export interface Question {
  changed: KnownYard;
  /** The yard as it is named now. */
  target: Target;
  /** They only look on there. */
  isWatched?: boolean;
}

/** What the person is asked before they enter a yard whose key is another one than they knew: one question at a time. */
export class KeyQuestion {
  private readonly post: (message: ToRenderer) => void;
  private asked: Question | undefined;

  constructor(post: (message: ToRenderer) => void) {
    this.post = post;
  }

  ask(question: Question): void {
    this.asked = question;
    this.postState();
  }

  /** Nobody is asked any more. */
  withdraw(): void {
    if (!this.asked) return;
    this.asked = undefined;
    this.postState();
  }

  /** What was asked, when the person enters anyway; undefined when they stay out, or were not asked. */
  answer(isAccepted: boolean): Question | undefined {
    const { asked } = this;
    this.withdraw();
    return isAccepted ? asked : undefined;
  }

  postState(): void {
    this.post({ address: 'keyChange', change: this.change });
  }

  private get change(): KeyChange | undefined {
    if (!this.asked) return undefined;
    const { changed, target } = this.asked;
    return { name: changed.name, address: formatAddress(target), isOpen: target.serverKey === undefined };
  }
}
