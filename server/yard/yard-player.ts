import { PROTOCOL_VERSION, SAY_BURST, SAYS_PER_S } from '../../shared/config';
import type { YardSize } from '../../shared/movement';
import { paletteColour, type Profile } from '../../shared/profile';
import type { ControlMessage } from '../../shared/protocol/messages';
import { TokenBucket } from '../../shared/token-bucket';
import { PlayerMotion } from '../motion/player-motion';
import type { Recipient } from './recipient';

/** Somebody in the yard, as the yard knows it. */
export interface YardPlayer extends Recipient {
  /** At which other server of this yard its connection is; undefined for here. */
  server: string | undefined;
  /** As whom it is shown. */
  profile: Profile;
  /** The profile that it sent last, cleaned; undefined before the first. */
  wanted: Profile | undefined;
  /** The `/your/profile` that it is told; undefined for a guest. */
  yourProfile: ControlMessage | undefined;
  /** Whether it is shown as it asked to be: then there is nothing to repeat. */
  isShownAsSent: boolean;
  /** What it resumes with; never told to anybody. Undefined for who is at another server. */
  key: string | undefined;
  /** The SHA-256 of its resume key (key-hash.ts); undefined where it has none. */
  keyHash: string | undefined;
  /** When it logged in, on the clock of its server: of two with one key or one id the newest login is right. */
  loginMs: number;
  /** Who it is for this server, whenever it comes: that of its first profile; undefined in an open yard. Never told to anybody. */
  identity: string | undefined;
  /** Its server, which is another one, says that nobody is told what it says. */
  isMutedThere: boolean;
  /** Whether other servers know it as muted. */
  isKnownAsMuted: boolean;
  /** When it was last told that it is muted. */
  muteToldMs: number;
  /** Speaks without a profile: gets each message as a packet of its own, and may be silent for as long as it likes. */
  isGuest: boolean;
  /** False from the moment it left; the object is then of no more use. */
  isPresent: boolean;
  readonly motion: PlayerMotion;
  /** It has stood in this yard: false for a newcomer, until its first position. */
  isPlaced: boolean;
  lastSeenMs: number;
  profileQueuedMs: number;
  /** How many lines it may say now. */
  readonly chatBudget: TokenBucket;
}

/** Somebody who just came: a guest, until its profile is known. */
export function createPlayer(id: number, yard: { name: string; size: YardSize }, nowMs: number): YardPlayer {
  return {
    id,
    server: undefined,
    yardMessage: { address: '/yard', id, name: yard.name, protocol: PROTOCOL_VERSION, ...yard.size },
    profile: { name: `Guest ${id}`, colour: paletteColour(id) },
    wanted: undefined,
    yourProfile: undefined,
    isShownAsSent: true,
    key: undefined,
    keyHash: undefined,
    loginMs: nowMs,
    identity: undefined,
    isMutedThere: false,
    isKnownAsMuted: false,
    muteToldMs: -Infinity,
    isGuest: true,
    isPresent: true,
    motion: new PlayerMotion(yard.size),
    isPlaced: false,
    lastSeenMs: nowMs,
    profileQueuedMs: nowMs,
    fullRosterMs: -Infinity,
    chatBudget: new TokenBucket(SAYS_PER_S, SAY_BURST, nowMs),
  };
}
