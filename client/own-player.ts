import { PROFILE_INTERVAL_MS, PROTOCOL_VERSION } from '../shared/config';
import type { Profile } from '../shared/profile';
import { encodeClientMessage } from '../shared/protocol/messages';
import type { Credentials } from './identity';

/** Who the client's own player is: what it says of itself, and what the server says of it. Deterministic: no I/O, no clock. */
export class OwnPlayer {
  readonly isSpectator: boolean = false;
  /** As whom we ask to be shown. */
  profile: Profile;
  /** Undefined until the server has told it, on each connection anew. */
  id: number | undefined;
  /** The server answers us as a player, by bundles; without a profile we would be a guest. */
  isIntroduced = false;
  /** When it was last said who this is. */
  saidMs = 0;
  /** As whom the others are told of us; undefined until the server has said so. */
  private shownAs: Profile | undefined;
  /** With this the server knows us again after a lost connection. Nobody else is ever told. */
  private readonly key: string;
  private readonly credentials: Credentials;

  constructor(profile: Profile, key: string, credentials: Credentials) {
    this.profile = profile;
    this.key = key;
    this.credentials = credentials;
  }

  /** The packet that says who this is. */
  get packet(): Uint8Array {
    return encodeClientMessage({
      address: '/profile',
      protocol: PROTOCOL_VERSION,
      ...this.profile,
      key: this.key,
      ...this.credentials,
    });
  }

  /** Whether it is to be said who this is, be it once more. */
  isDue(nowMs: number): boolean {
    return !this.isIntroduced || nowMs - this.saidMs >= PROFILE_INTERVAL_MS;
  }

  /** As the others know it. */
  get shown(): Profile & { id: number } {
    return { id: this.id ?? 0, ...(this.shownAs ?? this.profile) };
  }

  setShownAs({ name, colour }: Profile): void {
    this.shownAs = { name, colour };
    // From now on it is the player's own, also for a server that does not know us any more.
    if (this.profile.colour === '') this.profile = { ...this.profile, colour };
  }
}
