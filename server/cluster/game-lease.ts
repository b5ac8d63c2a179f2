import type { Kv } from './kv';

/** Of the value that holds the name of the server that runs the yard's game. */
const KEY = 'game';
/** A lease is renewed so often, looked at so often by the others, and taken over when it was not renewed for so long. */
const RENEW_MS = 1000;
const LOOK_MS = 400;
export const EXPIRED_MS = 2500;

/**
 * Which server of a yard runs its game: the one that has the lease, by compare and set. Its age is measured by each server's own
 * clock, since when it has seen no other revision. A server that cannot reach NATS is alone, and runs its own.
 */
export class GameLease {
  /** Whether this server runs the game. */
  isHeld = false;
  private readonly kv: Pick<Kv, 'get' | 'update'>;
  private readonly value: Uint8Array;
  private revision = 0;
  private seenMs = -Infinity;
  private askedMs = -Infinity;
  private isAsking = false;

  /** @param server this one's name */
  constructor(kv: Pick<Kv, 'get' | 'update'>, server: string) {
    this.kv = kv;
    this.value = Buffer.from(server);
  }

  /** To be called some 4 times a second. @param isAlone NATS is not reached. Resolves when what it asked is answered. */
  async tick(nowMs: number, isAlone: boolean): Promise<void> {
    if (isAlone) {
      this.isHeld = true;
      this.revision = 0;
      return;
    }
    const dueMs = this.isHeld && this.revision > 0 ? RENEW_MS : LOOK_MS;
    if (this.isAsking || nowMs - this.askedMs < dueMs) return;
    this.askedMs = nowMs;
    this.isAsking = true;
    try {
      if (this.isHeld && this.revision > 0) await this.write(this.revision, nowMs);
      else await this.look(nowMs);
    } catch {
      // NATS is away, or slow: the bus says which. Who holds it goes on meanwhile.
    } finally {
      this.isAsking = false;
    }
  }

  private async look(nowMs: number): Promise<void> {
    const entry = await this.kv.get(KEY);
    if (!entry) return this.write(0, nowMs);
    // It is ours still, and NATS was away for a moment.
    if (this.isHeld && Buffer.compare(entry.value, this.value) === 0)
      return this.write(entry.revision, nowMs);
    // It was alone until now, and who holds it goes on.
    this.isHeld = false;
    if (entry.revision !== this.revision) {
      this.revision = entry.revision;
      this.seenMs = nowMs;
    } else if (nowMs - this.seenMs >= EXPIRED_MS) await this.write(entry.revision, nowMs);
  }

  private async write(revision: number, nowMs: number): Promise<void> {
    const written = await this.kv.update(KEY, this.value, revision);
    this.isHeld = written !== undefined;
    this.revision = written ?? 0;
    this.seenMs = nowMs;
  }
}
