import { PALETTE } from '../../shared/profile';
import { Walker } from '../../shared/walker';
import { Avatar } from './avatar';
import type { Scene } from './scene';

/** After a pause of the page nobody leaps. */
const LONGEST_STEP_S = 0.1;
/** Behind the lobby's card and around it. */
const COUNT = 2 * PALETTE.length;

interface Stroller {
  avatar: Avatar;
  walker: Walker;
}

/** Who strolls in the yard behind the lobby: two of each colour, without names, since they are nobody. */
export class Strollers {
  private readonly scene: Scene;
  private readonly strollers: Stroller[];
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
      return { avatar, walker };
    });
  }

  /** Once a frame. */
  draw(areSeen: boolean, dtSeconds: number): void {
    if (areSeen !== this.areSeen) this.come(areSeen);
    if (!areSeen) return;
    for (const { avatar, walker } of this.strollers) {
      const { x, y } = walker.step(Math.min(dtSeconds, LONGEST_STEP_S));
      avatar.draw(x, y, this.scene.frame);
    }
  }

  private come(areSeen: boolean): void {
    this.areSeen = areSeen;
    for (const { avatar, walker } of this.strollers) {
      if (areSeen) avatar.appear(walker.position.x, walker.position.y, this.scene.frame.nowMs);
      else avatar.hide();
    }
  }
}
