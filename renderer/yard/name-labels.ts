import type { Avatar } from './avatar';
import type { Box } from '../../shared/landscape/box';
import { declutter, type LabelBox } from './crowding';
import type { DrawnFrame } from './frame';

/** How often it is decided anew which names are shown: seldom enough for nothing to flicker. */
const INTERVAL_MS = 120;
/** A name that is shown gives way only to one that is nearer by this. */
const LOYALTY_PX = 60;

/** Which names are shown: yours, then those of who is nearest to you, as long as there is room. */
export class NameLabels {
  private readonly boxes: LabelBox[] = [];
  private decidedMs = -INTERVAL_MS;

  /**
   * Once a frame, when everybody is in place.
   * @param avatars of the others who are drawn
   * @param obstacles what no name may lie over
   */
  draw(avatars: readonly Avatar[], own: Avatar, obstacles: readonly Box[], frame: DrawnFrame): void {
    if (frame.nowMs - this.decidedMs >= INTERVAL_MS) {
      this.decidedMs = frame.nowMs;
      this.decide(avatars, own, obstacles);
    }
    own.label.fade(frame.dtSeconds, frame.isCalm);
    for (let i = 0; i < avatars.length; i++) avatars[i]?.label.fade(frame.dtSeconds, frame.isCalm);
  }

  private decide(avatars: readonly Avatar[], own: Avatar, obstacles: readonly Box[]): void {
    this.boxes.length = 0;
    this.add(own, -Infinity);
    for (let i = 0; i < avatars.length; i++) {
      const avatar = avatars[i];
      if (!avatar) continue;
      const distancePx = Math.hypot(avatar.x - own.x, avatar.y - own.y);
      this.add(avatar, distancePx - (avatar.label.box.isShown ? LOYALTY_PX : 0));
    }
    declutter(this.boxes, obstacles);
  }

  private add({ label, isSeen, isLeaving }: Avatar, rank: number): void {
    label.box.rank = rank;
    if (isSeen && !isLeaving) this.boxes.push(label.box);
    else label.box.isShown = false;
  }
}
