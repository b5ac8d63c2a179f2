import { performance } from 'node:perf_hooks';
import type { ToRenderer, YardMessage } from '../shared/bridge';
import { PageBatch } from './page-batch';

/** A page draws 60 frames a second. */
const FRAME_MS = 1000 / 60;

/** Posts to a page, in order: what a yard tells in one batch a frame, all else at once. */
export class PagePost {
  private readonly deliver: (message: ToRenderer) => void;
  private readonly batch = new PageBatch();
  private timer: NodeJS.Timeout | undefined;
  private deliveredMs = -Infinity;

  constructor(deliver: (message: ToRenderer) => void) {
    this.deliver = deliver;
  }

  /** Posts what does not come from a yard. */
  post(message: ToRenderer): void {
    this.flush();
    this.deliver(message);
  }

  /** Adds to the present batch. The first after a pause goes at once, with all that came in its packet. */
  add(message: YardMessage): void {
    this.batch.add(message);
    const waitMs = this.deliveredMs + FRAME_MS - performance.now();
    this.timer ??= setTimeout(() => this.flush(), Math.max(0, Math.ceil(waitMs)));
  }

  /** Forgets what was not posted yet. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.batch.clear();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.batch.isEmpty) return;
    this.deliveredMs = performance.now();
    this.deliver({ address: 'batch', messages: this.batch.drain() });
  }
}
