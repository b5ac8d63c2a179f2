import { YardFinder } from '../client/yard-finder';
import type { FoundYard, ToRenderer } from '../shared/bridge';

/** The yards that are open on this network, as the lobby lists them. Nobody is listened for in a yard. */
export class YardList {
  /** Empty while it is closed. */
  yards: readonly FoundYard[] = [];
  private readonly post: (message: ToRenderer) => void;
  private finder: YardFinder | undefined;

  constructor(post: (message: ToRenderer) => void) {
    this.post = post;
  }

  /** Tells the page what there is, and from now on what changes. */
  open(): void {
    this.finder ??= new YardFinder({
      onChange: (yards) => {
        this.yards = yards;
        this.post({ address: 'yards', yards });
      },
      onFault: (text) => this.post({ address: 'notice', text }),
    });
    this.post({ address: 'yards', yards: this.yards });
  }

  close(): void {
    this.finder?.close();
    this.finder = undefined;
    this.yards = [];
  }
}
