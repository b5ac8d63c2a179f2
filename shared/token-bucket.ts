/**
 * A limit on a rate that lets short bursts through: tokens flow into a bucket at `ratePerS` and are taken out by use.
 * (Turner, "New directions in communications", IEEE Communications Magazine 24(10), 1986.) Deterministic: no I/O, no clock.
 */
export class TokenBucket {
  private readonly ratePerS: number;
  private readonly capacity: number;
  private tokens: number;
  private filledMs: number;

  /** A full bucket. */
  constructor(ratePerS: number, capacity: number, nowMs: number) {
    this.ratePerS = ratePerS;
    this.capacity = capacity;
    this.tokens = capacity;
    this.filledMs = nowMs;
  }

  /** How many tokens there are now. */
  available(nowMs: number): number {
    this.fill(nowMs);
    return Math.max(0, this.tokens);
  }

  /** Takes `amount` tokens when there are as many, and says whether there were. */
  tryConsume(amount: number, nowMs: number): boolean {
    this.fill(nowMs);
    if (this.tokens < amount) return false;
    this.tokens -= amount;
    return true;
  }

  /** Takes `amount` tokens, or as many as there are, and returns how many. */
  consumeUpTo(amount: number, nowMs: number): number {
    this.fill(nowMs);
    const taken = Math.max(0, Math.min(amount, this.tokens));
    this.tokens -= taken;
    return taken;
  }

  /** Takes `amount` tokens, also more than there are: then none can be consumed until so many have flowed in. */
  charge(amount: number, nowMs: number): void {
    this.fill(nowMs);
    this.tokens -= amount;
  }

  /** How many tokens there are; below zero for what was charged and has not flowed in yet. */
  level(nowMs: number): number {
    this.fill(nowMs);
    return this.tokens;
  }

  private fill(nowMs: number): void {
    const flowed = (Math.max(0, nowMs - this.filledMs) / 1000) * this.ratePerS;
    this.tokens = Math.min(this.capacity, this.tokens + flowed);
    this.filledMs = nowMs;
  }
}
