import type { Heard, YardMessage } from '../shared/bridge';
import type { Position, Velocity } from '../shared/movement';
import { MotionPacer } from '../shared/motion-pacer';
import { Walker } from '../shared/walker';

/** Walks for a headless player, within the yard that its server told of. Deterministic: no I/O, no clock. */
export class HeadlessWalker {
  private readonly walks: boolean;
  private readonly random: () => number;
  private readonly pacer = new MotionPacer();
  private walker: Walker | undefined;

  /**
   * @param walks false for one that stands where it arrived
   * @param random a source of numbers from 0 up to 1, such as Math.random
   */
  constructor(walks: boolean, random: () => number) {
    this.walks = walks;
    this.random = random;
  }

  /** Learns from what the server told how large the yard is; in another one it begins anew. */
  handle(message: YardMessage | Heard): void {
    if (message.address !== '/yard') return;
    const { widthPx, heightPx } = message;
    const { size } = this.walker ?? {};
    if (size?.widthPx === widthPx && size.heightPx === heightPx) return;
    this.walker = new Walker(this.random, { widthPx, heightPx });
  }

  /** Goes on for so long, and returns what the others are to be told; undefined while there is nothing. */
  step(seconds: number, nowMs: number): (Position & Velocity) | undefined {
    const { walker } = this;
    if (!walker) return undefined;
    const motion = this.walks ? walker.step(seconds) : { ...walker.position, vx: 0, vy: 0 };
    return this.pacer.offer(motion, nowMs, walker.size) ? motion : undefined;
  }
}
