import type { ToRenderer } from '../../shared/bridge';
import type { Position } from '../../shared/movement';
import type { Profile } from '../../shared/profile';
import { shownProfile } from '../own-profile';
import { Interpolation } from '../motion/interpolation';
import { ServerClock } from '../motion/server-clock';
import { Avatar } from './avatar';
import { Bubbles } from './bubbles';
import { NameLabels } from './name-labels';
import type { Scene } from './scene';

/** A page that nobody sees draws no frames, in which those who left would go: so many are kept. */
const LEAVING_MAX = 64;

/** One of the others: drawn as soon as its first position is known. */
interface Other {
  id: number;
  profile: Profile;
  avatar: Avatar;
  motion: Interpolation | undefined;
  /** Where it was drawn last. */
  readonly place: Position;
}

/** Where a player is drawn, for window.zeroyard. */
export interface DrawnPlayer extends Profile, Position {
  id: number;
}

/** All who are drawn: yourself where you are, the others where interpolation says. */
export class Avatars {
  private readonly scene: Scene;
  private readonly others = new Map<number, Other>();
  /** The same as an array, for each frame: iterating over a map allocates. */
  private readonly present: Other[] = [];
  private readonly leaving: Avatar[] = [];
  private readonly own: Avatar;
  /** Who the person wants to be, and as whom the yard shows them; undefined until it has told. */
  private chosen: Profile = { name: '', colour: '' };
  private told: Profile | undefined;
  /** One for the connection. */
  private clock = new ServerClock();
  /** All of these avatars. */
  private readonly everyone: Avatar[] = [];
  private readonly names = new NameLabels();
  private readonly bubbles: Bubbles;
  private isInYard = false;

  /** @param scene an open one */
  constructor(scene: Scene) {
    this.scene = scene;
    this.bubbles = new Bubbles(scene.layers.bubbles, scene.atlas);
    this.own = new Avatar(scene.layers, scene.atlas, true);
    this.everyone.push(this.own);
  }

  handle(message: ToRenderer, nowMs: number): void {
    switch (message.address) {
      case 'self':
        this.chosen = { name: message.name, colour: message.colour };
        this.own.setProfile(shownProfile(this.chosen, this.told));
        break;
      case '/your/profile':
        this.told = { name: message.name, colour: message.colour };
        this.own.setProfile(this.told);
        break;
      case '/player/profile':
        this.setProfile(message.id, { name: message.name, colour: message.colour });
        break;
      case '/player/position':
        this.clock.addSample(message.sentMs, nowMs);
        this.move(message.id, message, message.sentMs, nowMs);
        break;
      case '/positions':
        this.clock.addSample(message.sentMs, nowMs);
        for (let i = 0; i < message.ids.length; i++) {
          const position = { x: message.xs[i] ?? 0, y: message.ys[i] ?? 0 };
          this.move(message.ids[i] ?? 0, position, message.sentMs, nowMs);
        }
        break;
      case '/player/said': {
        const speaker = this.others.get(message.id);
        if (speaker?.motion) this.bubbles.show(speaker.avatar, message.text, nowMs);
        break;
      }
      case '/player/left':
        this.remove(message.id, nowMs);
        break;
      case 'lobby':
      case 'enter':
        this.clear();
        break;
      default: // Not about anybody's looks or place.
    }
  }

  /** Shows what the person said: the server tells it to the others alone. */
  said(text: string): void {
    if (this.isInYard) this.bubbles.show(this.own, text, this.scene.frame.nowMs);
  }

  /** Once a frame. `own` is undefined in the lobby, where the person is nobody yet. */
  draw(own: Position | undefined, nowMs: number): void {
    const { frame } = this.scene;
    this.drawOwn(own);
    for (let i = 0; i < this.present.length; i++) {
      const other = this.present[i];
      if (!other?.motion) continue;
      const { x, y } = other.motion.at(nowMs, other.place);
      other.avatar.draw(x, y, frame);
    }
    for (let i = this.leaving.length - 1; i >= 0; i--) {
      const avatar = this.leaving[i];
      avatar?.draw(avatar.x, avatar.y, frame);
      if (avatar?.isGone(nowMs)) this.forget(this.leaving.splice(i, 1)[0]);
    }
    this.bubbles.draw(frame);
    if (this.scene.areNamesShown) this.names.draw(this.everyone, this.own, this.bubbles.boxes, frame);
  }

  /** How far in the past the others are drawn: the longest of their delays, 0 while nobody is here. */
  get delayMs(): number {
    return Math.max(0, ...this.present.map(({ motion }) => motion?.delayMs ?? 0));
  }

  drawn(nowMs: number): DrawnPlayer[] {
    return this.present.flatMap(({ id, profile, motion, place }) =>
      motion ? [{ id, ...profile, ...motion.at(nowMs, place) }] : [],
    );
  }

  private drawOwn(own: Position | undefined): void {
    const { frame } = this.scene;
    if (!own) {
      if (this.isInYard) this.own.hide();
    } else {
      if (!this.isInYard) this.own.appear(own.x, own.y, frame.nowMs);
      this.own.draw(own.x, own.y, frame);
    }
    this.isInYard = own !== undefined;
  }

  private setProfile(id: number, profile: Profile): void {
    let other = this.others.get(id);
    if (!other) {
      const avatar = new Avatar(this.scene.layers, this.scene.atlas);
      other = { id, profile, avatar, motion: undefined, place: { x: 0, y: 0 } };
      this.others.set(id, other);
      this.present.push(other);
      this.everyone.push(avatar);
    }
    other.profile = profile;
    other.avatar.setProfile(profile);
  }

  private move(id: number, position: Position, sentMs: number, nowMs: number): void {
    const other = this.others.get(id);
    if (!other) return;
    if (!other.motion) {
      other.motion = new Interpolation(this.clock);
      other.avatar.appear(position.x, position.y, nowMs);
    }
    other.motion.push(position, sentMs, nowMs);
  }

  /** Another yard has others, and another clock. */
  private clear(): void {
    for (const { avatar } of this.present.splice(0)) this.forget(avatar);
    for (const avatar of this.leaving.splice(0)) this.forget(avatar);
    this.others.clear();
    this.told = undefined;
    this.own.setProfile(shownProfile(this.chosen, undefined));
    this.clock = new ServerClock();
    this.bubbles.hide(this.own);
  }

  /** Shrinks away, and is forgotten then. */
  private remove(id: number, nowMs: number): void {
    const other = this.others.get(id);
    if (!other) return;
    this.others.delete(id);
    this.present.splice(this.present.indexOf(other), 1);
    other.avatar.leave(nowMs);
    this.bubbles.hide(other.avatar);
    this.leaving.push(other.avatar);
    if (this.leaving.length > LEAVING_MAX) this.forget(this.leaving.shift());
  }

  private forget(avatar: Avatar | undefined): void {
    if (!avatar) return;
    this.everyone.splice(this.everyone.indexOf(avatar), 1);
    this.bubbles.hide(avatar);
    avatar.destroy();
  }
}
