import {
  SAY_BURST,
  SAYS_PER_S,
  SPEED_BURST_PX,
  SPEED_TOLERANCE,
  WALKING_SPEED_PX_PER_S,
} from '../shared/config';
import type { Position } from '../shared/movement';
import { paletteColor, type Profile } from '../shared/profile';
import { TokenBucket } from '../shared/token-bucket';
import type { Note } from './outbox';

/** Somebody in the yard, as the yard knows it. */
export interface YardPlayer {
  readonly id: number;
  /** What it is told of the yard. */
  readonly yardNote: Note;
  profile: Profile;
  /** What it resumes with; never told to anybody. */
  key: string | undefined;
  /** Speaks without a profile: gets each message as a packet of its own, and may be silent for as long as it likes. */
  isGuest: boolean;
  /** False from the moment it left; the object is then of no more use. */
  isHere: boolean;
  position: Position | undefined;
  lastHeardMs: number;
  profileToldMs: number;
  /** How far it may walk now, in pixels. */
  readonly steps: TokenBucket;
  /** How many lines it may say now. */
  readonly says: TokenBucket;
}

/** Somebody who just came: a guest, until its profile is known. */
export function newPlayer(id: number, yardNote: Note, nowMs: number): YardPlayer {
  return {
    id,
    yardNote,
    profile: { name: `Guest ${id}`, color: paletteColor(id) },
    key: undefined,
    isGuest: true,
    isHere: true,
    position: undefined,
    lastHeardMs: nowMs,
    profileToldMs: nowMs,
    steps: new TokenBucket(WALKING_SPEED_PX_PER_S * SPEED_TOLERANCE, SPEED_BURST_PX, nowMs),
    says: new TokenBucket(SAYS_PER_S, SAY_BURST, nowMs),
  };
}
