import type { ToRenderer } from '../../shared/bridge';
import type { Position } from '../../shared/movement';
import { DEFAULT_YARD_SIZE } from '../../shared/config';
import { MOTION_FLAGS, recordAt } from '../../shared/protocol/motions';
import type { Profile } from '../../shared/profile';
import { MotionSources } from '../motion/avatar-motion';
import { shownProfile } from '../own-profile';
import { Avatar } from './avatar';
import { Bubbles } from './bubbles';
import { NameLabels } from './name-labels';
import { Others, type DrawnPlayer } from './others';
import type { Scene } from './scene';

/** All who are in the yard: yourself where you are, the others where interpolation says, as far as they are in sight. */
export class Avatars {
  private readonly scene: Scene;
  private readonly others: Others;
  private readonly own: Avatar;
  /** Who the person wants to be, and as whom the yard shows them; undefined until it has told. */
  private chosen: Profile = { name: '', colour: '' };
  private told: Profile | undefined;
  /** Of the connection. */
  private sources = new MotionSources(DEFAULT_YARD_SIZE);
  private readonly names = new NameLabels();
  private readonly bubbles: Bubbles;
  private isInYard = false;

  /** @param scene an open one */
  constructor(scene: Scene) {
    this.scene = scene;
    this.bubbles = new Bubbles(scene.layers.bubbles, scene.atlas);
    this.others = new Others(scene, this.bubbles);
    this.own = new Avatar(scene.layers, scene.atlas, true);
  }

  handle(message: ToRenderer, nowMs: number): void {
    switch (message.address) {
      case 'self':
        this.chosen = { name: message.name, colour: message.colour };
        this.showOwn(shownProfile(this.chosen, this.told));
        break;
      case '/your/profile':
        this.told = { name: message.name, colour: message.colour };
        this.showOwn(this.told);
        break;
      case '/player/profile':
        this.others.setProfile(message.id, { name: message.name, colour: message.colour });
        break;
      case '/yard':
        this.sources.size = { widthPx: message.widthPx, heightPx: message.heightPx };
        break;
      case 'heard':
        this.sources.addSample(message.sentMs, nowMs);
        break;
      case '/player/position': {
        this.sources.addSample(message.sentMs, nowMs);
        const { id, x, y, sentMs } = message;
        const flags = MOTION_FLAGS.byPositions;
        this.others.move({ id, x, y, vx: 0, vy: 0, atMs: sentMs, flags }, this.sources, nowMs);
        break;
      }
      case '/motions':
        this.sources.addSample(message.sentMs, nowMs);
        for (let i = 0; i < message.ids.length; i++)
          this.others.move(recordAt(message, i, message.sentMs), this.sources, nowMs);
        break;
      case '/player/said':
        this.others.said(message.id, message.text, nowMs);
        break;
      case '/player/left':
        this.others.remove(message.id, nowMs);
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
    const { frame, dots, areNamesShown } = this.scene;
    this.drawOwn(own);
    dots.moveOwn(own);
    this.sources.frame(nowMs);
    this.others.draw(this.sources, nowMs);
    this.bubbles.draw(frame);
    if (areNamesShown) this.names.draw(this.others.avatars, this.own, this.bubbles.boxes, frame);
  }

  /** How far in the past the others are drawn: the longest of their delays, 0 while nobody is here. */
  get delayMs(): number {
    return this.others.delayMs;
  }

  /** Where all of the others are at this moment, whether in sight or not. */
  drawn(nowMs: number): DrawnPlayer[] {
    return this.others.drawn(nowMs);
  }

  /** See Others.placeOf. */
  placeOf(id: number, nowMs: number): Position | undefined {
    return this.others.placeOf(id, nowMs);
  }

  /** See Others.nearestTo. */
  nearestTo(place: Position, withinPx: number): number | undefined {
    return this.others.nearestTo(place, withinPx);
  }

  private showOwn(profile: Profile): void {
    this.own.setProfile(profile);
    this.scene.dots.paintOwn(profile.colour);
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

  /** Another yard has others, and another clock. */
  private clear(): void {
    this.others.clear();
    this.told = undefined;
    this.showOwn(shownProfile(this.chosen, undefined));
    this.sources = new MotionSources(this.sources.size);
    this.bubbles.hide(this.own);
  }
}
