/**
 * What is due to each player of a yard with an area of interest (docs/protocol.md): the nearest ones at full rate, the
 * others within a budget. Who is near changes while messages are in flight, so the check leaves a margin at the border: of
 * those well inside each update is due, and of all the others together so many as the budget makes. Deterministic: no I/O,
 * no clock.
 */
import type { Walkers } from './walk';

/** Of the 64 nearest, those that are surely among them. */
const SURELY_NEAR = 48;

export interface InterestRule {
  /** How many at full rate. */
  readonly near: number;
  /** How many updates a second of the others, all together. */
  readonly farPerS: number;
}

/** How many updates a second are due to all players together. */
export function dueUpdatesPerS(players: number, rateHz: number, rule: InterestRule | undefined): number {
  return players * dueToEach(players - 1, rateHz, rule);
}

function dueToEach(others: number, rateHz: number, rule: InterestRule | undefined): number {
  if (!rule) return others * rateHz;
  const near = Math.min(rule.near, others);
  return near * rateHz + Math.min((others - near) * rateHz, rule.farPerS);
}

export class InterestCheck {
  private nearDue = 0;
  private nearDelivered = 0;
  private refreshedRow = -1;
  private readonly walkers: Walkers;
  private readonly rule: InterestRule;
  private readonly receivers: readonly number[];
  /** Receiver by receiver: 1 at the index of each walker that is surely near. */
  private readonly isNear: Uint8Array;
  private readonly delivered: Uint32Array;
  /** The squared distance of each walker from the receiver at hand, and of these the smallest in order. */
  private readonly squares: Float64Array;
  private readonly nearest: Float64Array;

  /** @param receivers the walkers for which it checks */
  constructor(walkers: Walkers, receivers: readonly number[], rule: InterestRule) {
    this.walkers = walkers;
    this.receivers = receivers;
    this.rule = rule;
    this.isNear = new Uint8Array(receivers.length * walkers.count);
    this.delivered = new Uint32Array(receivers.length * walkers.count);
    this.squares = new Float64Array(walkers.count);
    // The receiver itself is the nearest of all.
    this.nearest = new Float64Array(Math.min(SURELY_NEAR + 1, walkers.count));
    receivers.forEach(() => this.refreshNext());
  }

  /**
   * Computes anew who is near to the next of the receivers: one at a time, so that no call takes long. To be called so
   * often that each is refreshed several times a second.
   */
  refreshNext(): void {
    const { xs, ys, count } = this.walkers;
    const row = (this.refreshedRow = (this.refreshedRow + 1) % this.receivers.length);
    const receiver = this.receivers[row] ?? 0;
    const [x = 0, y = 0] = [xs[receiver], ys[receiver]];
    const { squares, nearest } = this;
    nearest.fill(Infinity);
    for (let i = 0; i < count; i++) {
      const [dx, dy] = [(xs[i] ?? 0) - x, (ys[i] ?? 0) - y];
      const square = (squares[i] = dx * dx + dy * dy);
      // A full sort, or a root for each, would take the processor away from the server.
      insert(nearest, square);
    }
    const border = nearest.at(-1) ?? 0;
    for (let i = 0; i < count; i++) {
      this.isNear[row * count + i] = i !== receiver && (squares[i] ?? 0) <= border ? 1 : 0;
    }
  }

  /** A walker sent its position. */
  positionSent(walker: number): void {
    const { count } = this.walkers;
    for (let row = 0; row < this.receivers.length; row++)
      this.nearDue += this.isNear[row * count + walker] ?? 0;
  }

  /** A position of a walker came to the receiver with this number in the list. */
  updateReceived(row: number, walker: number): void {
    const at = row * this.walkers.count + walker;
    this.delivered[at] = (this.delivered[at] ?? 0) + 1;
    this.nearDelivered += this.isNear[at] ?? 0;
  }

  /**
   * The share of what was due that came, from 0 to 1: the updates of those who are near; and of the others so many as the
   * rule says or, where that is less, the share of them of whom something came at all.
   */
  shares(elapsedS: number, rateHz: number): { near: number; far: number } {
    const { rule, receivers, walkers, delivered } = this;
    const others = walkers.count - 1;
    const surelyNear = Math.min(SURELY_NEAR, others);
    const sum = delivered.reduce((all, updates) => all + updates, 0);
    const farDue = receivers.length * (dueToEach(others, rateHz, rule) - surelyNear * rateHz) * elapsedS;
    const served = delivered.reduce((count, updates) => count + (updates > 0 ? 1 : 0), 0);
    return {
      near: Math.min(1, this.nearDelivered / this.nearDue),
      far: Math.min(1, (sum - this.nearDelivered) / farDue, served / (receivers.length * others)),
    };
  }
}

/** Puts a value in its place among these, which are in order; the largest falls out. */
function insert(sorted: Float64Array, value: number): void {
  let at = sorted.length - 1;
  if (value >= (sorted[at] ?? 0)) return;
  for (; at > 0 && (sorted[at - 1] ?? 0) > value; at--) sorted[at] = sorted[at - 1] ?? 0;
  sorted[at] = value;
}
