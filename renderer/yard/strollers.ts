import { DEFAULT_YARD_SIZE } from '../../shared/config';
import type { Position } from '../../shared/movement';
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
  private readonly random: () => number;
  private readonly avatars: readonly Avatar[];
  private strollers: readonly Stroller[] = [];
  /** Where they stroll: around the middle, where the camera is, however large the yard is. */
  private origin: Position = { x: 0, y: 0 };
  private areSeen = false;

  /**
   * @param scene an open one
   * @param random a source of numbers from 0 up to 1, such as Math.random
   */
  constructor(scene: Scene, random: () => number) {
    this.scene = scene;
    this.random = random;
    this.avatars = Array.from({ length: COUNT }, (_, i) => {
      const avatar = new Avatar(scene.layers, scene.atlas);
      avatar.setProfile({ name: '', colour: PALETTE[i % PALETTE.length] ?? PALETTE[0] });
      return avatar;
    });
  }

  /** Once a frame. */
  draw(areSeen: boolean, dtSeconds: number): void {
    if (areSeen && !this.areSeen) this.come();
    if (!areSeen && this.areSeen) for (const avatar of this.avatars) avatar.hide();
    this.areSeen = areSeen;
    if (!areSeen) return;
    const { x, y } = this.origin;
    for (const { avatar, walker } of this.strollers) {
      const place = walker.step(Math.min(dtSeconds, LONGEST_STEP_S));
      avatar.draw(x + place.x, y + place.y, this.scene.frame);
    }
  }

  private come(): void {
    const { size, frame } = this.scene;
    const widthPx = Math.min(size.widthPx, DEFAULT_YARD_SIZE.widthPx);
    const heightPx = Math.min(size.heightPx, DEFAULT_YARD_SIZE.heightPx);
    const origin = { x: (size.widthPx - widthPx) / 2, y: (size.heightPx - heightPx) / 2 };
    this.origin = origin;
    this.strollers = this.avatars.map((avatar) => {
      const walker = new Walker(this.random, { widthPx, heightPx });
      avatar.appear(origin.x + walker.position.x, origin.y + walker.position.y, frame.nowMs);
      return { avatar, walker };
    });
  }
}
