import type { Position } from '../../shared/movement';
import type { Profile } from '../../shared/profile';
import type { MotionRecord } from '../../shared/protocol/motions';
import { AvatarMotion, type MotionSources } from '../motion/avatar-motion';
import { REACH_PX, type Avatar } from './avatar';
import { AvatarPool } from './avatar-pool';
import type { Bubbles } from './bubbles';
import { COARSE_PX, CoarsePlaces } from './coarse-places';
import type { MapDot } from './map-dots';
import type { Scene } from './scene';
import { DRAWN_MAX, Sight } from './sight';
import { SHOWN_MAX_MS } from './speech';

/** One of the others: tracked as soon as its first position is known, and drawn while it is in sight. */
interface Other {
  readonly id: number;
  /** Its number among those who are present. */
  index: number;
  profile: Profile;
  motion: AvatarMotion | undefined;
  /** Since when its place is known. */
  sinceMs: number;
  /** Where it was when it was looked after last. */
  readonly place: Position;
  /** While it is in sight. */
  avatar: Avatar | undefined;
  dot: MapDot | undefined;
  /** What it said last, for when it comes into sight. */
  said: { text: string; atMs: number } | undefined;
}

/** Where a player is, for window.zeroyard. */
export interface DrawnPlayer extends Profile, Position {
  id: number;
  /** It has an avatar, since it is in sight. */
  isDrawn: boolean;
}

/** The others. A frame costs what is in sight: of who is not, it is only known where they are. */
export class Others {
  private readonly scene: Scene;
  private readonly bubbles: Bubbles;
  private readonly pool: AvatarPool;
  private readonly sight = new Sight();
  private readonly known = new Map<number, Other>();
  /** The same as an array, for each frame: iterating over a map allocates. */
  private readonly present: Other[] = [];
  private readonly coarse = new CoarsePlaces();
  private readonly coarsePlace: Position = { x: 0, y: 0 };
  private readonly leaving: Avatar[] = [];

  constructor(scene: Scene, bubbles: Bubbles) {
    this.scene = scene;
    this.bubbles = bubbles;
    this.pool = new AvatarPool(scene.layers, scene.atlas);
  }

  /** Of those who are drawn. */
  get avatars(): readonly Avatar[] {
    return this.pool.used;
  }

  /** The longest of the delays with which those in sight are drawn, or of all while nobody is in sight; in ms. */
  get delayMs(): number {
    const inSight = this.present.filter(({ avatar }) => avatar !== undefined);
    const asked = inSight.length > 0 ? inSight : this.present;
    return asked.reduce((mostMs, { motion }) => Math.max(mostMs, motion?.delayMs ?? 0), 0);
  }

  drawn(nowMs: number): DrawnPlayer[] {
    return this.present.flatMap(({ id, profile, motion, place, avatar }) =>
      motion ? [{ id, ...profile, ...motion.at(nowMs, place), isDrawn: avatar !== undefined }] : [],
    );
  }

  /** Where somebody is drawn; undefined for who has told no place. */
  placeOf(id: number, nowMs: number): Position | undefined {
    const other = this.known.get(id);
    return other?.motion?.at(nowMs, other.place);
  }

  /** Who is drawn nearest to a place, no farther away than so; undefined for nobody. */
  nearestTo({ x, y }: Position, withinPx: number): number | undefined {
    let [nearest, nearestPx]: [number | undefined, number] = [undefined, withinPx];
    for (const { id, place, avatar } of this.present) {
      const px = Math.hypot(place.x - x, place.y - y);
      if (avatar && px <= nearestPx) [nearest, nearestPx] = [id, px];
    }
    return nearest;
  }

  setProfile(id: number, profile: Profile): void {
    const other = this.known.get(id);
    if (other) {
      other.profile = profile;
      other.avatar?.setProfile(profile);
      if (other.dot) this.scene.dots.paint(other.dot, profile.colour);
      return;
    }
    const newcomer: Other = {
      ...{ id, index: this.present.length, profile, motion: undefined, sinceMs: 0, place: { x: 0, y: 0 } },
      ...{ avatar: undefined, dot: undefined, said: undefined },
    };
    this.known.set(id, newcomer);
    this.present.push(newcomer);
  }

  /** Takes in what the server told of where somebody is; nothing of who has no profile. */
  move(record: MotionRecord, sources: MotionSources, nowMs: number): void {
    const other = this.known.get(record.id);
    if (!other) return;
    if (!other.motion) {
      other.motion = new AvatarMotion(sources);
      other.sinceMs = nowMs;
      other.dot = this.scene.dots.add(other.profile.colour, record);
    }
    other.motion.push(record, nowMs);
    this.coarse.set(other.index, other.motion.newest ?? record);
  }

  said(id: number, text: string, nowMs: number): void {
    const speaker = this.known.get(id);
    if (!speaker?.motion) return;
    speaker.said = { text, atMs: nowMs };
    if (speaker.avatar) this.bubbles.show(speaker.avatar, text, nowMs);
  }

  /** Shrinks away, if it is drawn. */
  remove(id: number, nowMs: number): void {
    const other = this.known.get(id);
    if (!other) return;
    this.known.delete(id);
    this.close(other.index);
    if (other.dot) this.scene.dots.remove(other.dot);
    if (!other.avatar) return;
    other.avatar.leave(nowMs);
    this.bubbles.hide(other.avatar);
    this.leaving.push(other.avatar);
  }

  /** The last of those who are present takes the place of who is gone. */
  private close(index: number): void {
    const last = this.present.pop();
    if (!last || last.index === index) return;
    this.coarse.move(last.index, index);
    this.present[index] = last;
    last.index = index;
  }

  /** All are gone at once. */
  clear(): void {
    for (const { avatar, dot } of this.present.splice(0)) {
      if (avatar) this.release(avatar);
      if (dot) this.scene.dots.remove(dot);
    }
    for (const avatar of this.leaving.splice(0)) this.release(avatar);
    this.known.clear();
  }

  /** Once a frame, when it is known what is seen. */
  draw(sources: MotionSources, nowMs: number): void {
    const { frame } = this.scene;
    const { sight, coarse, coarsePlace, present } = this;
    sight.update(frame.seen, REACH_PX, this.pool.used.length);
    const timeMs = sources.timeAt(nowMs);
    for (let i = 0; i < present.length; i++) {
      const other = present[i];
      if (!other?.motion) continue;
      if (other.avatar === undefined) {
        const { x, y } = coarse.at(i, timeMs, sources.size, coarsePlace);
        if (other.dot) {
          other.dot.x = x;
          other.dot.y = y;
        }
        if (sight.distancePx(x, y, false) > COARSE_PX) continue;
      }
      this.lookAfter(other, other.motion, nowMs);
    }
    for (let i = this.leaving.length - 1; i >= 0; i--) {
      const avatar = this.leaving[i];
      avatar?.draw(avatar.x, avatar.y, frame);
      if (!avatar?.isGone(nowMs)) continue;
      this.leaving.splice(i, 1);
      this.release(avatar);
    }
  }

  /** Finds out where somebody is by now, and draws who is in sight. */
  private lookAfter(other: Other, motion: AvatarMotion, nowMs: number): void {
    const { x, y } = motion.at(nowMs, other.place);
    if (other.dot) {
      other.dot.x = x;
      other.dot.y = y;
    }
    if (this.sight.distancePx(x, y, other.avatar !== undefined) > 0) {
      if (other.avatar) this.release(other.avatar);
      other.avatar = undefined;
      return;
    }
    if (!other.avatar && this.pool.used.length >= DRAWN_MAX) return;
    other.avatar ??= this.show(other, nowMs);
    other.avatar.draw(x, y, this.scene.frame);
  }

  private show({ profile, place, sinceMs, said }: Other, nowMs: number): Avatar {
    const avatar = this.pool.take(profile);
    avatar.appear(place.x, place.y, sinceMs);
    if (said && nowMs - said.atMs < SHOWN_MAX_MS) this.bubbles.show(avatar, said.text, said.atMs);
    return avatar;
  }

  private release(avatar: Avatar): void {
    this.bubbles.hide(avatar);
    this.pool.giveBack(avatar);
  }
}
