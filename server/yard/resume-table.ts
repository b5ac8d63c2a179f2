import { RESUME_MS } from '../../shared/config';

/** Resuming: remembers for a while which id went with which key, so that who comes back is who it was. Deterministic: no I/O, no clock. */
export class ResumeTable {
  private readonly byKey = new Map<string, { id: number; identity: string | undefined; leftMs: number }>();
  private readonly ids = new Set<number>();

  add(key: string, id: number, identity: string | undefined, nowMs: number): void {
    this.delete(key);
    this.byKey.set(key, { id, identity, leftMs: nowMs });
    this.ids.add(id);
  }

  /** Whether somebody may come back under this id. */
  hasId(id: number): boolean {
    return this.ids.has(id);
  }

  /** The id that left with this key not long ago. */
  idOf(key: string): number | undefined {
    return this.byKey.get(key)?.id;
  }

  /** The identity that it had; undefined where it had none. */
  identityOf(key: string): string | undefined {
    return this.byKey.get(key)?.identity;
  }

  /** Its player is back. */
  delete(key: string): void {
    const id = this.idOf(key);
    if (id !== undefined) this.ids.delete(id);
    this.byKey.delete(key);
  }

  expire(nowMs: number): void {
    for (const [key, { leftMs }] of this.byKey) if (nowMs - leftMs > RESUME_MS) this.delete(key);
  }
}
