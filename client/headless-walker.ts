import type { Heard, YardMessage } from '../shared/bridge';
import {
  heldByFence,
  velocityOf,
  walkOn,
  type Direction,
  type Position,
  type Velocity,
} from '../shared/movement';
import { MotionPacer } from '../shared/motion-pacer';
import { Walker } from '../shared/walker';
import type { PlayGame } from './games/game-players';
import { GameView } from './games/game-view';
import { REACTION_MS } from './games/steering';

/** Walks for a headless player, within the yard that its server told of. Deterministic: no I/O, no clock. */
export class HeadlessWalker {
  private readonly walks: boolean;
  private readonly random: () => number;
  private readonly playGame: PlayGame | undefined;
  private readonly pacer = new MotionPacer();
  private readonly view = new GameView();
  private walker: Walker | undefined;
  private direction: Direction | undefined;
  private decidedMs = -Infinity;

  /**
   * @param walks false for one that stands where it arrived
   * @param random a source of numbers from 0 up to 1, such as Math.random
   * @param playGame where to go while a game is on; it walks as else while that says nothing
   */
  constructor(walks: boolean, random: () => number, playGame?: PlayGame) {
    this.walks = walks;
    this.random = random;
    this.playGame = playGame;
  }

  /** Learns from what the server told how large the yard is, and how its game stands; in another yard it begins anew. */
  handle(message: YardMessage | Heard, nowMs: number): void {
    if (this.playGame) this.view.handle(message, nowMs);
    if (this.playGame && message.address === '/corrected' && this.walker)
      this.walker.position = { x: message.x, y: message.y };
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
    if (this.playGame && nowMs - this.decidedMs >= REACTION_MS) {
      this.direction = this.playGame(this.view, walker.position, nowMs);
      this.decidedMs = nowMs;
    }
    const motion = this.direction ? steer(walker, this.direction, seconds) : this.stroll(walker, seconds);
    return this.pacer.offer(motion, nowMs, walker.size) ? motion : undefined;
  }

  private stroll(walker: Walker, seconds: number): Position & Velocity {
    return this.walks ? walker.step(seconds) : { ...walker.position, vx: 0, vy: 0 };
  }
}

/** It walks for so long as it went until now, and from then on in this direction. */
function steer(walker: Walker, direction: Direction, seconds: number): Position & Velocity {
  const { size } = walker;
  walker.position = walkOn({ ...walker.position, ...walker.velocity }, seconds, size);
  walker.velocity = heldByFence(walker.position, velocityOf(direction), size);
  return { ...walker.position, ...walker.velocity };
}
