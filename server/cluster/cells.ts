import { ROSTER_THRESHOLD_PLAYERS } from '../../shared/config';
import type { Recipient } from '../yard/recipient';
import type { YardPlayer } from '../yard/yard-player';
import type { Bus, Subscription } from './bus';
import type { CellGrid } from './cell-grid';
import type { Peers } from './peers';
import { isOwn } from './own-players';
import type { Subjects } from './subjects';

/** A cell is listened to until nobody is within so much more of it: somebody who walks to and fro costs nothing. */
const HYSTERESIS_PX = 400;
/**
 * Where more than this share of all cells is wanted, one subscription to all of them takes their place. Measured, to subscribe to a
 * cell and to end it again costs 15 us, and one packet that is received in vain 20 to 50 us, of which a cell where somebody walks has
 * many a second: so cells are worth it nearly always.
 */
const ALL_CELLS_SHARE = 0.95;
/** Players who stand in one square of this side see as good as the same. */
const SQUARE_PX = 200;

/** What the subscriptions of cells need to know, and whom they tell. */
export interface CellContext {
  bus: Bus;
  subjects: Subjects;
  grid: CellGrid;
  /** Their packets are numbered for each subject. */
  peers: Peers;
  onPacket: (bytes: Uint8Array, subject: string) => void;
}

/**
 * Of which cells the motions are received: of those that a player of this server can see, or of all. Those in other cells come
 * with the digest. Deterministic but for the bus.
 */
export class Cells {
  private readonly context: CellContext;
  private everyCell: Subscription | undefined;
  private readonly single = new Map<number, Subscription>();

  constructor(context: CellContext) {
    this.context = context;
  }

  /** How many cells are received. */
  get count(): number {
    return this.everyCell ? this.context.grid.count : this.single.size;
  }

  /** To be called a few times a second. @param players everybody in the yard @param spectators who looks on at this server */
  update(players: ReadonlySet<YardPlayer>, spectators: ReadonlySet<Recipient>, nowMs: number): void {
    const wanted = this.wanted(players, spectators, nowMs);
    const { bus, subjects, grid, onPacket } = this.context;
    // What is new comes first: nothing is missed in between.
    if (!wanted) this.everyCell ??= bus.subscribe(subjects.everyCell, onPacket);
    for (let number = 0; wanted && number < grid.count; number++)
      if (wanted[number] === 1 && !this.single.has(number))
        this.single.set(number, bus.subscribe(subjects.cell(grid.cell(number)), onPacket));
    for (const [number, subscription] of this.single) {
      if (wanted?.[number] === 1) continue;
      subscription.unsubscribe();
      this.single.delete(number);
    }
    if (!wanted || !this.everyCell) return this.forgetOthers(wanted);
    this.everyCell.unsubscribe();
    this.everyCell = undefined;
    this.forgetOthers(wanted);
  }

  close(): void {
    this.everyCell?.unsubscribe();
    this.everyCell = undefined;
    for (const subscription of this.single.values()) subscription.unsubscribe();
    this.single.clear();
  }

  /** 1 for each cell that is wanted; undefined for all. */
  private wanted(
    players: ReadonlySet<YardPlayer>,
    spectators: ReadonlySet<Recipient>,
    nowMs: number,
  ): Uint8Array | undefined {
    if (players.size <= ROSTER_THRESHOLD_PLAYERS) return undefined;
    const { grid } = this.context;
    const [near, around] = [new Uint8Array(grid.count), new Uint8Array(grid.count)];
    const place = { x: 0, y: 0 };
    const squares = new Set<number>();
    for (const viewer of [...Array.from(players).filter(isOwn), ...spectators]) {
      // It may appear anywhere, or is told of all.
      if (viewer.isUnlimited || !viewer.motion.at(nowMs, place)) return undefined;
      const square = Math.floor(place.x / SQUARE_PX) * 2 ** 16 + Math.floor(place.y / SQUARE_PX);
      if (squares.has(square)) continue;
      squares.add(square);
      grid.markSeenFrom(place.x, place.y, SQUARE_PX, near);
      grid.markSeenFrom(place.x, place.y, SQUARE_PX + HYSTERESIS_PX, around);
    }
    const isReceived = (number: number) => this.everyCell !== undefined || this.single.has(number);
    const wanted = near.map((isNear, number) =>
      isNear === 1 || (around[number] === 1 && isReceived(number)) ? 1 : 0,
    );
    const share = wanted.reduce((sum, one) => sum + one, 0) / grid.count;
    return share > ALL_CELLS_SHARE ? undefined : wanted;
  }

  /** What is published to cells that are not received is missed, and no gap. */
  private forgetOthers(wanted: Uint8Array | undefined): void {
    if (!wanted) return;
    const { subjects, grid, peers } = this.context;
    for (let number = 0; number < grid.count; number++)
      if (wanted[number] !== 1)
        for (const { gaps } of peers.all) gaps.forget(subjects.cell(grid.cell(number)));
  }
}
