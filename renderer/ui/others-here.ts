import { signal } from '@preact/signals';
import { HOST_ID } from '../../shared/config';
import { HOST_NAME, isSameProfile, type Profile } from '../../shared/profile';

/** Whoever speaks before their name is known. */
const SOMEBODY: Profile = { name: 'Somebody', colour: '#2b2a33' };
/** Who speaks to all in the yard, and need not be in it. */
const HOST: Profile = { name: HOST_NAME, colour: '#e4572e' };

/** Who else is in the yard, by their ids: one signal for all that comes at once, since there may be thousands. */
export class OthersHere {
  /** As of the last show(). */
  readonly shown = signal<ReadonlyMap<number, Profile>>(new Map());
  /** A copy while some of them change. */
  private changed: Map<number, Profile> | undefined;

  /** Profiles are repeated: what is known already changes nothing. Returns whether somebody came. */
  add({ id, name, colour }: Profile & { id: number }): boolean {
    const profile = { name, colour };
    const known = this.known.get(id);
    if (known && isSameProfile(known, profile)) return false;
    this.change().set(id, profile);
    return !known;
  }

  /** Returns who is gone; undefined where nobody was known by that id. */
  remove(id: number): Profile | undefined {
    const gone = this.known.get(id);
    if (gone) this.change().delete(id);
    return gone;
  }

  clear(): void {
    this.changed = new Map();
  }

  /** Shows what has changed since the last time. */
  show(): void {
    if (this.changed) this.shown.value = this.changed;
    this.changed = undefined;
  }

  /** Who says something under this id. */
  speaker(id: number): Profile {
    return id === HOST_ID ? HOST : (this.known.get(id) ?? SOMEBODY);
  }

  private get known(): ReadonlyMap<number, Profile> {
    return this.changed ?? this.shown.value;
  }

  private change(): Map<number, Profile> {
    return (this.changed ??= new Map(this.shown.value));
  }
}
