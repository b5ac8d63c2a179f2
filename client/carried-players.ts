/** Whoever has not come along by then is not shown any more. */
const COME_ALONG_MS = 5000;

/**
 * Who else is in the yard, from server to server: the page is told that somebody is gone when the next server does not tell of
 * them in time, and not before.
 */
export class CarriedPlayers {
  private readonly onMissing: (id: number) => void;
  private readonly present = new Set<number>();
  /** Who was here, and has not come along yet. */
  private readonly missing = new Set<number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(onMissing: (id: number) => void) {
    this.onMissing = onMissing;
  }

  add(id: number): void {
    this.present.add(id);
    this.missing.delete(id);
  }

  delete(id: number): void {
    this.present.delete(id);
    this.missing.delete(id);
  }

  /** Another server is asked from now on. */
  leave(): void {
    this.stop();
    for (const id of this.present) this.missing.add(id);
    this.present.clear();
  }

  /** It has answered, for the first time or again. */
  arrive(): void {
    this.timer ??= setTimeout(() => this.forget(), COME_ALONG_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private forget(): void {
    for (const id of this.missing) this.onMissing(id);
    this.missing.clear();
  }
}
