import { MotionPacer } from '../../shared/motion-pacer';
import type { Position, Velocity } from '../../shared/movement';
import type { Profile } from '../../shared/profile';
import type { RecordedBundle } from '../../shared/recording/recorded-bundle';
import { RecordedYard, type RecordedPlayer } from '../../shared/recording/recorded-yard';

/** People are walked so long after they were told to walk: a motion is known by then, and so is the way to the next position. */
const BEHIND_MS = 300;

/** One recorded player in a living yard. */
export interface Actor {
  move(motion: Position & Velocity): void;
  say(text: string): void;
  leave(): void;
}

interface Part {
  recorded: RecordedPlayer;
  actor: Actor;
  pacer: MotionPacer;
}

/**
 * Walks the people of a recording in a living yard, each by a player of its own that comes, says and goes when it did.
 * Deterministic: no I/O, no clock; times are those of the recording.
 */
export class Replay {
  private readonly yard = new RecordedYard();
  private readonly enter: (profile: Profile) => Actor | undefined;
  private readonly parts = new Map<RecordedPlayer, Part>();

  /** @param enter has somebody come in; undefined where there is no room for more */
  constructor(enter: (profile: Profile) => Actor | undefined) {
    this.enter = enter;
  }

  /** How many are in the yard. */
  get size(): number {
    return this.parts.size;
  }

  /** Takes in what was told next, when its time has come. */
  push(bundle: RecordedBundle): void {
    for (const news of this.yard.apply(bundle)) {
      if (news.kind === 'arrived') this.add(news.player);
      if (news.kind === 'left') this.remove(news.player);
      if (news.kind === 'told' && news.message.address === '/player/said') {
        const speaker = this.yard.players.get(news.message.id);
        if (speaker) this.parts.get(speaker)?.actor.say(news.message.text);
      }
    }
  }

  /** Walks everybody on, to be called some 30 times a second. @param toldMs up to when everything was told */
  step(toldMs: number): void {
    const atMs = toldMs - BEHIND_MS;
    this.yard.forget(atMs);
    for (const { recorded, actor, pacer } of this.parts.values()) {
      const motion = recorded.track.at(atMs, this.yard.size);
      if (motion && pacer.offer(motion, atMs, this.yard.size)) actor.move(motion);
    }
  }

  /** Everybody leaves. */
  end(): void {
    for (const recorded of [...this.parts.keys()]) this.remove(recorded);
  }

  private add(recorded: RecordedPlayer): void {
    const { name, colour } = recorded;
    const actor = this.enter({ name, colour });
    if (actor) this.parts.set(recorded, { recorded, actor, pacer: new MotionPacer() });
  }

  private remove(recorded: RecordedPlayer): void {
    this.parts.get(recorded)?.actor.leave();
    this.parts.delete(recorded);
  }
}
