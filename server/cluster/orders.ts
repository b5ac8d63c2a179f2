import { ANSWER_MAX_CHARACTERS, type Order, type OrderMessage } from './order-messages';

export type { Order };

/** A server that has not answered after so long does not. */
export const ANSWER_TIMEOUT_MS = 2000;
/** So many orders wait for an answer at once. */
const ASKED_MAX = 256;

/** A line of the console, as it is answered. */
export interface OrderAnswer {
  text: string;
  isError: boolean;
}

export interface OrderContext {
  /** Sends a message to one server, if it can be reached now. */
  send(server: string, message: OrderMessage): void;
  /** Does what another server's host asks, as the console here would. */
  obey(order: Order, id: number): OrderAnswer;
  nowMs(): number;
}

interface Asked {
  server: string;
  atMs: number;
  readonly answer: (answer: OrderAnswer) => void;
}

/**
 * What hosts ask about players at other servers: it goes to the player's own server, is done there as if it had been said at its
 * console, and is answered by its line; or it is said that there was no answer. Deterministic: no I/O, no clock.
 */
export class Orders {
  private readonly context: OrderContext;
  private readonly asked = new Map<number, Asked>();
  private lastNumber = 0;

  constructor(context: OrderContext) {
    this.context = context;
  }

  /** Asks another server. Resolves with its answer, or with one that says that there is none. */
  ask(server: string, order: Order, id: number): Promise<OrderAnswer> {
    if (this.asked.size >= ASKED_MAX)
      return Promise.resolve(failed('So much is asked of other servers now that nothing more can be.'));
    this.lastNumber = this.lastNumber >= 2 ** 31 - 1 ? 1 : this.lastNumber + 1;
    const n = this.lastNumber;
    return new Promise((answer) => {
      this.asked.set(n, { server, atMs: this.context.nowMs(), answer });
      this.context.send(server, { address: '/order', n, order, id });
    });
  }

  /** Takes what another server says of orders. False for what is of no use: an answer to what nobody asked of it. */
  receive(server: string, message: Extract<OrderMessage, { address: '/order' | '/order/answer' }>): boolean {
    if (message.address === '/order') {
      const { text, isError } = this.context.obey(message.order, message.id);
      this.context.send(server, {
        address: '/order/answer',
        ...{ n: message.n, isDone: isError ? 0 : 1, text: text.slice(0, ANSWER_MAX_CHARACTERS) },
      });
      return true;
    }
    const asked = this.asked.get(message.n);
    if (asked?.server !== server) return false;
    this.asked.delete(message.n);
    asked.answer({ text: message.text, isError: message.isDone === 0 });
    return true;
  }

  /** To be called a few times a second. */
  tick(nowMs: number): void {
    for (const [n, { server, atMs, answer }] of this.asked) {
      if (nowMs - atMs < ANSWER_TIMEOUT_MS) continue;
      this.asked.delete(n);
      answer(failed(`Its server (${server}) does not answer: whether it was done is not known.`));
    }
  }
}

function failed(text: string): OrderAnswer {
  return { text, isError: true };
}
