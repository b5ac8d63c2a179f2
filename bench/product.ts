/**
 * All that the measurements use of the product's code; its programs are started as they are built. Whoever renames
 * something there looks here.
 */
export {
  DEFAULT_BUDGET_BYTES_PER_S,
  DEFAULT_YARD_SIZE,
  MAX_PLAYERS_LIMIT,
  MOTION_REPEAT_MS,
  MOTION_RETOLD_MS,
  PROFILE_INTERVAL_MS,
  PROTOCOL_VERSION,
  SPEED_BURST_PX,
  SPEED_TOLERANCE,
  WALKING_SPEED_PX_PER_S,
  YARD_HEIGHT_PX,
  YARD_WIDTH_PX,
} from '../shared/config';
export { messagesOf, packBundle, timeTagOf } from '../shared/protocol/bundles';
export { formatYardSize, yardSizeFor } from '../shared/yard-size';
export { heldByFence, placeAt, velocityOf, walkOn } from '../shared/movement';
export type { Direction, Motion, Position, Velocity, YardSize } from '../shared/movement';
export { MotionPacer } from '../shared/motion-pacer';
export {
  decodeMotions,
  MOTION_FLAGS,
  MOTIONS_HEADER_BYTES,
  recordAt,
  RECORD_BYTES,
  type MotionRecord,
} from '../shared/protocol/motions';
export { encodeClientMessage } from '../shared/protocol/messages';
export { seeded, seedOf } from '../shared/random';
export { PlayerMotion } from '../server/motion/player-motion';
export {
  newKeyPair,
  nonceOf,
  randomBytes,
  seal,
  sharedKey,
  unseal,
  type KeyPair,
} from '../server/net/zmtp/curve/boxes';
export { loadSodium } from '../server/net/zmtp/curve/sodium';
export { NetworkMeter } from '../client/network-meter';
export { ServerTime } from '../client/server-time';
export { AvatarMotion, MotionSources } from '../renderer/motion/avatar-motion';
export { Interpolation } from '../renderer/motion/interpolation';
export { ServerClock } from '../renderer/motion/server-clock';
