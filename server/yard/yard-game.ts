import type { ControlMessage } from '../../shared/protocol/messages';

/** What is played in a yard, and what moves in it besides players: as the yard knows it. */
export interface YardGame {
  /** To be called at each flush. What everybody is to be told of it now. */
  step(nowMs: number): readonly ControlMessage[];
  /** What a newcomer is told of it. */
  snapshot(nowMs: number): readonly ControlMessage[];
}
