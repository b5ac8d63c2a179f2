import {
  PROTOCOL_VERSION,
  SAY_BURST,
  SAYS_PER_S,
  SPEED_BURST_PX,
  SPEED_TOLERANCE,
  WALKING_SPEED_PX_PER_S,
  YARD_HEIGHT_PX,
  YARD_WIDTH_PX,
} from '../../shared/config';
import type { Position } from '../../shared/movement';
import { paletteColour, type Profile } from '../../shared/profile';
import type { ControlMessage } from '../../shared/protocol/messages';
import { TokenBucket } from '../../shared/token-bucket';

/** Somebody in the yard, as the yard knows it. */
export interface YardPlayer {
  readonly id: number;
  /** The `/yard` that it is told. */
  readonly yardMessage: ControlMessage;
  /** As whom it is shown. */
  profile: Profile;
  /** The profile that it sent last, cleaned; undefined before the first. */
  wanted: Profile | undefined;
  /** The `/your/profile` that it is told; undefined for a guest. */
  yourProfile: ControlMessage | undefined;
  /** Whether it is shown as it asked to be: then there is nothing to repeat. */
  isShownAsSent: boolean;
  /** What it resumes with; never told to anybody. */
  key: string | undefined;
  /** Speaks without a profile: gets each message as a packet of its own, and may be silent for as long as it likes. */
  isGuest: boolean;
  /** False from the moment it left; the object is then of no more use. */
  isPresent: boolean;
  position: Position | undefined;
  /** It has stood in this yard: false for a newcomer, until its first position. */
  isPlaced: boolean;
  lastSeenMs: number;
  profileQueuedMs: number;
  /** How far it may walk now, in pixels. */
  readonly distanceBudget: TokenBucket;
  /** How many lines it may say now. */
  readonly chatBudget: TokenBucket;
}

/** Somebody who just came: a guest, until its profile is known. */
export function createPlayer(id: number, yardName: string, nowMs: number): YardPlayer {
  return {
    id,
    yardMessage: yardMessage(id, yardName),
    profile: { name: `Guest ${id}`, colour: paletteColour(id) },
    wanted: undefined,
    yourProfile: undefined,
    isShownAsSent: true,
    key: undefined,
    isGuest: true,
    isPresent: true,
    position: undefined,
    isPlaced: false,
    lastSeenMs: nowMs,
    profileQueuedMs: nowMs,
    distanceBudget: new TokenBucket(WALKING_SPEED_PX_PER_S * SPEED_TOLERANCE, SPEED_BURST_PX, nowMs),
    chatBudget: new TokenBucket(SAYS_PER_S, SAY_BURST, nowMs),
  };
}

function yardMessage(id: number, name: string): ControlMessage {
  return {
    address: '/yard',
    id,
    name,
    protocol: PROTOCOL_VERSION,
    widthPx: YARD_WIDTH_PX,
    heightPx: YARD_HEIGHT_PX,
  };
}

/** The farthest place on the way to `to` that this player can have walked to; charged to its budget. */
export function limitSpeed(player: YardPlayer, to: Position, nowMs: number): Position {
  const from = player.position;
  if (!from) return to;
  const distancePx = Math.hypot(to.x - from.x, to.y - from.y);
  const allowedPx = player.distanceBudget.consumeUpTo(distancePx, nowMs);
  if (allowedPx >= distancePx) return to;
  const share = allowedPx / distancePx;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
