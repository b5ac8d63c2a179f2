import type { Profile } from '../../shared/profile';
import { Avatar } from './avatar';
import type { Layers } from './layers';
import type { Atlas } from './pieces';

/** So many wait for the next who come into sight: to make one costs more than to change its name and colour. */
const SPARE_MAX = 64;

/** The avatars of the others, who are drawn while they are in sight: there are no more than were ever in sight at once. */
export class AvatarPool {
  /** Those in use. */
  readonly used: Avatar[] = [];
  private readonly spare: Avatar[] = [];
  private readonly layers: Layers;
  private readonly atlas: Atlas;

  constructor(layers: Layers, atlas: Atlas) {
    this.layers = layers;
    this.atlas = atlas;
  }

  take(profile: Profile): Avatar {
    const avatar = this.spare.pop() ?? new Avatar(this.layers, this.atlas);
    avatar.setProfile(profile);
    this.used.push(avatar);
    return avatar;
  }

  giveBack(avatar: Avatar): void {
    this.used.splice(this.used.indexOf(avatar), 1);
    avatar.hide();
    if (this.spare.length < SPARE_MAX) this.spare.push(avatar);
  }
}
