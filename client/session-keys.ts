import { randomUUID } from 'node:crypto';

/** Of so many yards one's keys are remembered. */
const KEYS_MAX = 50;

/** By which the yards of this run know the person. */
export class SessionKeys {
  /** By the yard, a target as text; the latest last. */
  private readonly keys = new Map<string, string>();

  /** The one by which a yard knows the person, or is to know them from now on. */
  of(server: string): string {
    const key = this.keys.get(server) ?? randomUUID();
    this.keep(server, key);
    return key;
  }

  /** A yard is at this address too, and knows the person by this key. */
  keep(server: string, key: string): void {
    this.keys.delete(server);
    this.keys.set(server, key);
    for (const oldest of this.keys.keys()) {
      if (this.keys.size <= KEYS_MAX) break;
      this.keys.delete(oldest);
    }
  }
}
