import type { Container } from 'pixi.js';
import type { ToRenderer } from '../../shared/bridge';
import type { Position } from '../../shared/movement';
import type { Profile } from '../../shared/profile';
import { Avatar, type AvatarParts } from './avatar';
import { Interpolation } from '../motion/interpolation';
import { ServerClock } from '../motion/server-clock';

/** One of the others: drawn as soon as its first position is known. */
interface Other {
  profile: Profile;
  avatar: Avatar;
  motion: Interpolation | undefined;
  /** Where it is drawn. */
  readonly place: Position;
}

/** Where a player is drawn, for window.zeroyard. */
export interface DrawnPlayer extends Profile, Position {
  id: number;
}

/** All who are drawn: yourself where you are, the others on their way to where they were last told to be. */
export class Avatars {
  private readonly figures: Container;
  private readonly labels: Container;
  private readonly others = new Map<number, Other>();
  private readonly parts: AvatarParts;
  private readonly own: Avatar;
  /** One for the connection. */
  private clock = new ServerClock();

  constructor(figures: Container, labels: Container, parts: AvatarParts) {
    this.figures = figures;
    this.labels = labels;
    this.parts = parts;
    this.own = new Avatar(parts);
    this.show(this.own);
  }

  hear(message: ToRenderer, nowMs: number): void {
    switch (message.address) {
      case 'self':
        this.own.wear(message);
        break;
      case '/player/profile':
        this.introduce(message.id, { name: message.name, color: message.color });
        break;
      case '/player/position':
        this.clock.hear(message.sentMs, nowMs);
        this.move(message.id, message, message.sentMs, nowMs);
        break;
      case '/positions':
        this.clock.hear(message.sentMs, nowMs);
        message.ids.forEach((id, i) =>
          this.move(id, { x: message.xs[i] ?? 0, y: message.ys[i] ?? 0 }, message.sentMs, nowMs),
        );
        break;
      case '/player/left':
        this.remove(message.id);
        break;
      case 'lobby':
        this.clear();
        break;
      case 'connection':
        if (message.state === 'connecting') this.clear();
        break;
      default: // Not about anybody's looks or place.
    }
  }

  /** Once a frame. `own` is undefined in the lobby, where the person is nobody yet. */
  draw(own: Position | undefined, nowMs: number): void {
    this.own.isVisible = own !== undefined;
    if (own) this.own.draw(own);
    for (const { avatar, motion, place } of this.others.values())
      if (motion) avatar.draw(motion.at(nowMs, place));
  }

  /** How far in the past the others are drawn: the longest of their delays, 0 while nobody is here. */
  get delayMs(): number {
    return Math.max(0, ...[...this.others.values()].map(({ motion }) => motion?.delayMs ?? 0));
  }

  readonly said: (text: string) => void = () => undefined;

  drawn(nowMs: number): DrawnPlayer[] {
    return [...this.others].flatMap(([id, { profile, motion, place }]) =>
      motion ? [{ id, ...profile, ...motion.at(nowMs, place) }] : [],
    );
  }

  private introduce(id: number, profile: Profile): void {
    const other = this.others.get(id) ?? {
      profile,
      avatar: new Avatar(this.parts),
      motion: undefined,
      place: { x: 0, y: 0 },
    };
    other.profile = profile;
    other.avatar.wear(profile);
    this.others.set(id, other);
  }

  private move(id: number, position: Position, sentMs: number, nowMs: number): void {
    const other = this.others.get(id);
    if (!other) return;
    if (!other.motion) {
      other.motion = new Interpolation(this.clock);
      this.show(other.avatar);
    }
    other.motion.push(position, sentMs, nowMs);
  }

  /** Another yard has others, and another clock. */
  private clear(): void {
    for (const id of this.others.keys()) this.remove(id);
    this.clock = new ServerClock();
  }

  private remove(id: number): void {
    this.others.get(id)?.avatar.destroy();
    this.others.delete(id);
  }

  private show(avatar: Avatar): void {
    this.figures.addChild(avatar.figure);
    this.labels.addChild(avatar.label);
  }
}
