/** When a walk is told, and what of it. */
import type { Dialect } from '../dialects/dialect';
import type { ZeroyardMotionsDialect } from '../dialects/zeroyard-motions';
import type { Clients } from '../load/clients';
import { MOTION_REPEAT_MS, type Position } from '../product';
import type { KeyWalkers } from './key-walkers';

export interface Teller {
  /** Walker number `i` has just pressed other keys. */
  turned(i: number, nowMs: number): void;
  /** It is due to be told again. Returns when it is due next. */
  tell(i: number, dueMs: number, nowMs: number): number;
}

/** As the game does (MotionPacer): a motion when it changes, and when a second has passed since the last. */
export class MotionTeller implements Teller {
  private readonly walkers: KeyWalkers;
  private readonly clients: Clients;
  private readonly dialect: ZeroyardMotionsDialect;
  private readonly toldMs: Float64Array;
  private readonly place: Position = { x: 0, y: 0 };

  constructor(walkers: KeyWalkers, clients: Clients, dialect: ZeroyardMotionsDialect) {
    this.walkers = walkers;
    this.clients = clients;
    this.dialect = dialect;
    this.toldMs = new Float64Array(walkers.count);
  }

  turned(i: number, nowMs: number): void {
    this.toldMs[i] = nowMs;
    const { x, y } = this.walkers.placeAt(i, nowMs, this.place);
    const { vx, vy } = this.walkers.motion(i);
    this.clients.joined[i]?.send(this.dialect.motion({ x, y, vx, vy, atMs: nowMs }, nowMs));
  }

  tell(i: number, _: number, nowMs: number): number {
    if (nowMs - (this.toldMs[i] ?? 0) >= MOTION_REPEAT_MS) this.turned(i, nowMs);
    return (this.toldMs[i] ?? nowMs) + MOTION_REPEAT_MS;
  }
}

/** Positions at a constant rate, of who has moved since the last one. */
export class PositionTeller implements Teller {
  private readonly walkers: KeyWalkers;
  private readonly clients: Clients;
  private readonly dialect: Dialect;
  private readonly intervalMs: number;
  private readonly toldXs: Float64Array;
  private readonly toldYs: Float64Array;
  private readonly place: Position = { x: 0, y: 0 };

  constructor(walkers: KeyWalkers, clients: Clients, dialect: Dialect, rateHz: number) {
    this.walkers = walkers;
    this.clients = clients;
    this.dialect = dialect;
    this.intervalMs = 1000 / rateHz;
    this.toldXs = new Float64Array(walkers.count).fill(NaN);
    this.toldYs = new Float64Array(walkers.count).fill(NaN);
  }

  turned(): void {
    // The next position says so.
  }

  tell(i: number, dueMs: number, nowMs: number): number {
    const { toldXs, toldYs, dialect } = this;
    const { x, y } = this.walkers.placeAt(i, nowMs, this.place);
    const client = this.clients.joined[i];
    if (client && (x !== toldXs[i] || y !== toldYs[i]) && client.send(dialect.position(client, x, y))) {
      toldXs[i] = x;
      toldYs[i] = y;
    }
    return dueMs + this.intervalMs;
  }
}
