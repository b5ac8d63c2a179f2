/** The messages between the benchmark and its load generator: a load, and the reports on it. */
import type { InterestRule } from './interest';

export interface Load {
  dialect: DialectName;
  port: number;
  players: number;
  rateHz: number;
  /** How long the load lasts before it is measured, for compilers and queues; and how long it is measured. */
  settleS: number;
  windowS: number;
  /** What is due to each, where that is not everything. */
  interest?: InterestRule;
}

export type DialectName = 'zeroyard' | 'zeroyard-secure' | 'zeromq' | 'ws' | 'socketio' | 'colyseus';

/** What one generator measured in its window. */
export interface Arrivals {
  elapsedS: number;
  updates: number;
  /** What was due in that time. */
  due: number;
  /** Ages of the updates of some clients (tally.ts), in milliseconds; undefined when nothing came. */
  p50Ms?: number;
  p99Ms?: number;
  /** All that the clients read, in payloads of messages and in contents of TCP. */
  payloadBytes: number;
  wireBytes: number;
  /** With interest: the shares of what is due from near and from far players (interest.ts). */
  shares?: { near: number; far: number };
  generator: GeneratorHealth;
}

/** How the generator itself was. */
export interface GeneratorHealth {
  /** The share of one core that it took. */
  cpu: number;
  /** How late it sent, at the 99th percentile; and the share that it could not send since the server did not read. */
  latenessP99Ms: number;
  unsent: number;
}

/**
 * What a generator reports to the benchmark, in this order; `failed` instead of any. `over` is when the window ends: what it measured
 * is computed after that, and takes a while.
 */
export type GeneratorReport<A> =
  | { event: 'measuring' }
  | { event: 'over' }
  | { event: 'measured'; arrivals: A }
  | { event: 'failed'; reason: string };
