import type { PlayerMotion } from '../motion/player-motion';

/** Somebody whose motion others are told, and who is told theirs. */
export interface Member {
  readonly id: number;
  readonly motion: PlayerMotion;
  /** Is told positions, one by one and again and again, in place of motions. */
  readonly isGuest: boolean;
  /** Looks on: is told of others from where it looks, and nobody is told of it. */
  readonly isSpectator?: boolean;
}
