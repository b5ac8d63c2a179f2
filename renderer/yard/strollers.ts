import type { Container } from 'pixi.js';
import { POSITION_RATE_HZ } from '../../shared/config';
import { PALETTE } from '../../shared/profile';
import { Walker } from '../../shared/walker';
import { Avatar, type AvatarParts } from './avatar';

const INTERVAL_S = 1 / POSITION_RATE_HZ;

/** Who strolls in the yard behind the lobby: one of each colour, without names, since they are nobody. */
export class Strollers {
  private readonly strollers: { avatar: Avatar; walker: Walker; from: { x: number; y: number } }[];
  private sinceStepS = 0;

  /** @param random a source of numbers from 0 up to 1, such as Math.random */
  constructor(figures: Container, parts: AvatarParts, random: () => number) {
    this.strollers = PALETTE.map((color) => {
      const avatar = new Avatar(parts);
      avatar.wear({ name: '', color });
      figures.addChild(avatar.figure);
      const walker = new Walker(random);
      return { avatar, walker, from: walker.position };
    });
  }

  /** Once a frame. */
  draw(areSeen: boolean, dtSeconds: number): void {
    for (const { avatar } of this.strollers) avatar.isVisible = areSeen;
    if (!areSeen) return;
    this.sinceStepS = Math.min(this.sinceStepS + dtSeconds, 4 * INTERVAL_S);
    for (; this.sinceStepS >= INTERVAL_S; this.sinceStepS -= INTERVAL_S)
      for (const stroller of this.strollers) {
        stroller.from = stroller.walker.position;
        stroller.walker.step();
      }
    const share = this.sinceStepS / INTERVAL_S;
    for (const { avatar, walker, from } of this.strollers)
      avatar.draw({
        x: from.x + (walker.position.x - from.x) * share,
        y: from.y + (walker.position.y - from.y) * share,
      });
  }
}
