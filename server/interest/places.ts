import type { Position, YardSize } from '../../shared/movement';
import { Grid } from './grid';
import type { Member } from './member';

/** Where everybody is at one moment, by slots: the server walks them all on once, and only when somebody asks. */
export class Places {
  private readonly members: readonly (Member | undefined)[];
  private readonly nowMs: number;
  private readonly size: YardSize;
  private built: { xs: Float64Array; ys: Float64Array; placed: Int32Array } | undefined;
  private builtGrid: Grid | undefined;

  /** @param members by slot */
  constructor(members: readonly (Member | undefined)[], nowMs: number, size: YardSize) {
    this.members = members;
    this.nowMs = nowMs;
    this.size = size;
  }

  get xs(): Float64Array {
    return this.build().xs;
  }

  get ys(): Float64Array {
    return this.build().ys;
  }

  /** The slots of those who stand at a place; spectators, who look at one, are none of them. */
  get placed(): Int32Array {
    return this.build().placed;
  }

  get grid(): Grid {
    return (this.builtGrid ??= new Grid(this.placed, this.xs, this.ys, this.size));
  }

  private build(): { xs: Float64Array; ys: Float64Array; placed: Int32Array } {
    if (this.built) return this.built;
    const { members } = this;
    const [xs, ys] = [new Float64Array(members.length), new Float64Array(members.length)];
    const placed: number[] = [];
    const place: Position = { x: 0, y: 0 };
    members.forEach((member, slot) => {
      if (!member?.motion.at(this.nowMs, place)) return;
      xs[slot] = place.x;
      ys[slot] = place.y;
      if (!member.isSpectator) placed.push(slot);
    });
    return (this.built = { xs, ys, placed: Int32Array.from(placed) });
  }
}
