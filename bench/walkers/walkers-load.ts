/** The messages between the benchmark and the generator of walkers by keys: a load, and what came of it. */
import type { DialectName, GeneratorHealth } from '../load/load';
import type { YardSize } from '../product';

export interface WalkersLoad {
  dialect: DialectName;
  port: number;
  /** Of the other servers of one yard: everybody takes turns among all of them. */
  otherPorts?: readonly number[];
  players: number;
  /** Of the yard in which they walk. */
  size: YardSize;
  /** How often a position is told of who walks, where positions are told. */
  rateHz: number;
  /** How long they walk before it is measured, and how long it is measured. */
  settleS: number;
  windowS: number;
}

/** How others are drawn at some clients: the nearest ones of each, frame by frame, against where they are. */
export interface Drawn {
  /** The error against where the walker is now. */
  meanPx: number;
  p95Px: number;
  p99Px: number;
  /** The farthest from one frame to the next. */
  worstStepPx: number;
  /** How long ago the walkers were where they are drawn: the constant that makes the error the least. */
  agoMs: number;
  /** The constant interpolation delay that was granted; undefined for who sets its own. */
  delayMs?: number;
}

export interface WalkersArrivals {
  elapsedS: number;
  drawn: Drawn;
  /** Of one player in a second: what it sent, and what it read. */
  sentPerS: number;
  receivedPerS: number;
  payloadBytesPerS: number;
  wireBytesPerS: number;
  generator: GeneratorHealth;
}
