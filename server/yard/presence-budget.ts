import { PRESENCE_CHANGE_BURST, PRESENCE_CHANGES_PER_S } from '../../shared/config';
import { TokenBucket } from '../../shared/token-bucket';

/**
 * How often one connection may have everybody told of it: that it is here, and that its profile is another one. Each
 * departure needs an arrival before it, so arrivals limit both. It outlasts the players that the connection is in turn.
 * Deterministic: no I/O, no clock.
 */
export class PresenceBudget {
  /** Of the connection, as addresses are limited (shared/limited-as.ts); empty where it is not known. */
  readonly address: string;
  private readonly arrivals: TokenBucket;
  private readonly profileChanges: TokenBucket;

  constructor(nowMs: number, address = '') {
    this.address = address;
    this.arrivals = new TokenBucket(PRESENCE_CHANGES_PER_S, PRESENCE_CHANGE_BURST, nowMs);
    this.profileChanges = new TokenBucket(PRESENCE_CHANGES_PER_S, PRESENCE_CHANGE_BURST, nowMs);
  }

  /** Charges an arrival, and says whether it is within the budget. */
  tryArrive(nowMs: number): boolean {
    return this.arrivals.tryConsume(1, nowMs);
  }

  /** Charges another profile of somebody who is here, and says whether it is within the budget. */
  tryChangeProfile(nowMs: number): boolean {
    return this.profileChanges.tryConsume(1, nowMs);
  }
}
