import { PROFILE_INTERVAL_MS, PROTOCOL_VERSION } from '../shared/config';
import type { Profile } from '../shared/profile';
import { encodeClientMessage, type Refusal } from '../shared/protocol/messages';
import type { OwnPlayer } from './own-player';

/** What a client says of who it is: somebody in the yard, or who looks on. */
export type Self = Pick<
  OwnPlayer,
  'id' | 'isIntroduced' | 'saidMs' | 'packet' | 'isDue' | 'setShownAs' | 'isSpectator'
> & {
  /** As the roster counts it; undefined for who is nobody. */
  readonly shown: (Profile & { id: number }) | undefined;
};

/** A server that knows no spectators takes one for a guest, and would show it. */
export const NO_SPECTATORS: Refusal = {
  address: '/refused',
  code: 'protocol',
  reason: 'This yard has no spectators: its game is older than yours. You can join it.',
};

/** Who only looks on: it has neither profile, key nor identity. Deterministic: no I/O, no clock. */
export class OwnSpectator implements Self {
  readonly isSpectator: boolean = true;
  readonly shown = undefined;
  id: number | undefined;
  isIntroduced = false;
  saidMs = 0;
  readonly packet: Uint8Array;

  /** @param ticket of the invite, where there is one */
  constructor(ticket: string | undefined) {
    const credentials = ticket === undefined ? {} : { ticket };
    this.packet = encodeClientMessage({ address: '/watch', protocol: PROTOCOL_VERSION, ...credentials });
  }

  isDue(nowMs: number): boolean {
    return !this.isIntroduced || nowMs - this.saidMs >= PROFILE_INTERVAL_MS;
  }

  /** Nobody is told of it. */
  setShownAs(): void {
    return undefined;
  }
}
