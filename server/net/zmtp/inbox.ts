import type { Content } from '../router-socket';
import { QUEUE_MAX_BYTES, QUEUE_MAX_ITEMS } from './limits';

/** What one peer sent and the server has not taken yet, in order. */
export class Inbox {
  /** How much memory the contents keep. */
  bytes = 0;
  private readonly contents: Content[] = [];
  private next = 0;

  get length(): number {
    return this.contents.length - this.next;
  }

  /** Whether nothing more is to be read from the peer for now. */
  get isFull(): boolean {
    return this.length >= QUEUE_MAX_ITEMS || this.bytes >= QUEUE_MAX_BYTES;
  }

  put(content: Content): void {
    this.contents.push(content);
    if (typeof content !== 'string') this.bytes += content.length;
  }

  /** The oldest content; undefined when there is none. */
  dequeue(): Content | undefined {
    const content = this.contents[this.next++];
    if (this.length <= 0) this.clear();
    return content;
  }

  clear(): void {
    this.contents.length = 0;
    this.next = 0;
    this.bytes = 0;
  }
}
