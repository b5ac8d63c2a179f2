/** So many are remembered; who has not been here for the longest goes first. */
export const KNOWN_IDENTITIES_MAX = 5000;

/** Whom the host let in once, by a ticket or by its word: they need neither again. Deterministic: no I/O, no clock. */
export class KnownIdentities {
  /** The longest unseen first. */
  private readonly identities: Set<string>;
  /** Whose leave was taken back: no other server's list of the same folder brings them in again. */
  private readonly forgotten = new Set<string>();
  /** Whether it is other than what was kept last. */
  isChanged = false;

  constructor(identities: readonly string[] = []) {
    this.identities = new Set(identities);
  }

  /** The longest unseen first. */
  get all(): string[] {
    return [...this.identities];
  }

  has(identity: string): boolean {
    return this.identities.has(identity);
  }

  /** Whether it was let in once, and that was taken back. */
  isForgotten(identity: string): boolean {
    return this.forgotten.has(identity);
  }

  /** Its leave is taken back. */
  forget(identity: string): void {
    if (!this.identities.delete(identity)) return;
    this.forgotten.add(identity);
    const [oldest] = this.forgotten;
    if (this.forgotten.size > KNOWN_IDENTITIES_MAX && oldest !== undefined) this.forgotten.delete(oldest);
    this.isChanged = true;
  }

  /** It is here, let in for the first time or again. */
  see(identity: string): void {
    this.forgotten.delete(identity);
    this.identities.delete(identity);
    this.identities.add(identity);
    this.isChanged = true;
    const [oldest] = this.identities;
    if (this.identities.size > KNOWN_IDENTITIES_MAX && oldest !== undefined) this.identities.delete(oldest);
  }
}
