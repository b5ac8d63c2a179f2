import { POSITION_RATE_HZ } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { PALETTE } from '../../shared/profile';
import { Walker } from '../../shared/walker';
import { Avatar } from './avatar';
import type { Scene } from './scene';

const INTERVAL_S = 1 / POSITION_RATE_HZ;
/** Behind the lobby's card and around it. */
const COUNT = 2 * PALETTE.length;

interface Stroller {
  avatar: Avatar;
  walker: Walker;
  from: Position;
}

/** Who strolls in the yard behind the lobby: two of each colour, without names, since they are nobody. */
export class Strollers {
  private readonly scene: Scene;
  private readonly strollers: Stroller[];
  private sinceStepS = 0;
  private areSeen = false;

  /**
   * @param scene an open one
   * @param random a source of numbers from 0 up to 1, such as Math.random
   */
  constructor(scene: Scene, random: () => number) {
    this.scene = scene;
    this.strollers = Array.from({ length: COUNT }, (_, i) => {
      const avatar = new Avatar(scene.layers, scene.atlas);
      avatar.setProfile({ name: '', colour: PALETTE[i % PALETTE.length] ?? PALETTE[0] });
      const walker = new Walker(random);
      return { avatar, walker, from: walker.position };
    });
  }

  /** Once a frame. */
  draw(areSeen: boolean, dtSeconds: number): void {
    if (areSeen !== this.areSeen) this.come(areSeen);
    if (!areSeen) return;
    this.sinceStepS = Math.min(this.sinceStepS + dtSeconds, 4 * INTERVAL_S);
    for (; this.sinceStepS >= INTERVAL_S; this.sinceStepS -= INTERVAL_S)
      for (const stroller of this.strollers) {
        stroller.from = stroller.walker.position;
        stroller.walker.step();
      }
    const share = this.sinceStepS / INTERVAL_S;
    for (const { avatar, walker, from } of this.strollers)
      avatar.draw(
        from.x + (walker.position.x - from.x) * share,
        from.y + (walker.position.y - from.y) * share,
        this.scene.frame,
      );
  }

  private come(areSeen: boolean): void {
    this.areSeen = areSeen;
    for (const { avatar, walker } of this.strollers) {
      if (areSeen) avatar.appear(walker.position.x, walker.position.y, this.scene.frame.nowMs);
      else avatar.hide();
    }
  }
}
