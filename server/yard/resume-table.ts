import { RESUME_MS } from '../../shared/config';

/** Resuming: remembers for a while which id went with which key, so that who comes back is who it was. Deterministic: no I/O, no clock. */
export class ResumeTable {
  private readonly byKey = new Map<string, { id: number; leftMs: number }>();

  add(key: string, id: number, nowMs: number): void {
    this.byKey.set(key, { id, leftMs: nowMs });
  }

  /** The id that left with this key not long ago. */
  idOf(key: string): number | undefined {
    return this.byKey.get(key)?.id;
  }

  /** Its player is back. */
  delete(key: string): void {
    this.byKey.delete(key);
  }

  expire(nowMs: number): void {
    for (const [key, { leftMs }] of this.byKey) if (nowMs - leftMs > RESUME_MS) this.byKey.delete(key);
  }
}
