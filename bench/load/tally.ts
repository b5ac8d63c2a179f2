/** The updates that reach the clients of the load generator: counted for all, with their ages for a sample. */
import { Ages } from './ages';
import { InterestCheck, type InterestRule } from './interest';
import type { UpdateSink } from './update-sink';
import type { Walkers } from './walk';

/** Of so many clients at most the age of each update is measured; the updates of the others are only counted. */
const SAMPLED_CLIENTS = 64;

export class Tally implements UpdateSink {
  updates = 0;
  readonly ages = new Ages();
  /** Updates with a position that no walker sent. */
  unknown = 0;
  corrected = 0;
  readonly interest: InterestCheck | undefined;
  private readonly walkers: Walkers;
  /** The number of each sampled client among them; -1 for the others. */
  private readonly rows: Int32Array;
  /** What each sampled client was told of each walker last: x and y, row by row. */
  private readonly told: Float32Array;
  private isCounting = false;

  constructor(walkers: Walkers, rule: InterestRule | undefined) {
    this.walkers = walkers;
    const stride = Math.ceil(walkers.count / SAMPLED_CLIENTS);
    const sampled = Array.from({ length: Math.ceil(walkers.count / stride) }, (_, row) => row * stride);
    this.rows = new Int32Array(walkers.count).fill(-1);
    sampled.forEach((client, row) => (this.rows[client] = row));
    this.told = new Float32Array(2 * sampled.length * walkers.count).fill(NaN);
    if (rule) this.interest = new InterestCheck(walkers, sampled, rule);
  }

  /** What arrives from now on counts. */
  start(): void {
    this.isCounting = true;
  }

  stop(): void {
    this.isCounting = false;
  }

  isSampled(client: number): boolean {
    return (this.rows[client] ?? -1) >= 0;
  }

  countUpdates(updates: number): void {
    if (this.isCounting) this.updates += updates;
  }

  addUpdate(client: number, walker: number, x: number, y: number, nowMs: number): void {
    if (!this.isCounting) return;
    const row = this.rows[client] ?? -1;
    if (row >= 0 && this.isRepeat(row, walker, x, y)) return;
    this.updates++;
    if (row < 0) return;
    const ageMs = this.walkers.ageMs(walker, x, y, nowMs);
    if (Number.isNaN(ageMs)) this.unknown++;
    else this.ages.add(ageMs);
    this.interest?.updateReceived(row, walker);
  }

  /** Whether a client was told just that last: state is told again, and is no older for it. */
  private isRepeat(row: number, walker: number, x: number, y: number): boolean {
    const at = 2 * (row * this.walkers.count + walker);
    const isSame = this.told[at] === x && this.told[at + 1] === y;
    this.told[at] = x;
    this.told[at + 1] = y;
    return isSame;
  }

  /** A walker sent its position. */
  positionSent(walker: number): void {
    if (this.isCounting) this.interest?.positionSent(walker);
  }
}
