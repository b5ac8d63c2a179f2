import type { Position } from '../../shared/movement';
import type { YardPlayer } from '../yard/yard-player';
import type { Participant } from './game';

/** The moments of one step are 2.5 ms apart or more, and not older than 200 ms: each has a place of its own among so many. */
const [MOMENTS, MOMENT_MS] = [128, 2];
/** Of each: which moment it is, x and y. */
const FIELDS = 3;

/**
 * A player or a guest, as games know it. Where it was at each moment that is judged is looked up once: in a crowd everybody is
 * compared with everybody.
 */
export class PlayerInGame implements Participant {
  readonly id: number;
  private readonly player: YardPlayer;
  private readonly known = new Float64Array(FIELDS * MOMENTS).fill(NaN);
  private readonly place: Position = { x: 0, y: 0 };

  constructor(player: YardPlayer) {
    this.id = player.id;
    this.player = player;
  }

  at(timeMs: number, out: Position = { x: 0, y: 0 }): Position {
    const { known, place } = this;
    const index = FIELDS * (Math.floor(timeMs / MOMENT_MS) % MOMENTS);
    if (known[index] !== timeMs) {
      this.player.motion.history.at(timeMs, place);
      known[index] = timeMs;
      known[index + 1] = place.x;
      known[index + 2] = place.y;
    }
    out.x = known[index + 1] ?? 0;
    out.y = known[index + 2] ?? 0;
    return out;
  }
}
