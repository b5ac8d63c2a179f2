/**
 * All that the measurements use of the product's code; its programs are started as they are built. Whoever renames
 * something there looks here.
 */
export {
  PROFILE_INTERVAL_MS,
  PROTOCOL_VERSION,
  SPEED_BURST_PX,
  SPEED_TOLERANCE,
  WALKING_SPEED_PX_PER_S,
  YARD_HEIGHT_PX,
  YARD_WIDTH_PX,
} from '../shared/config';
export { messagesOf } from '../shared/protocol/bundles';
export { step } from '../shared/movement';
export { PositionPacer } from '../shared/position-pacer';
export { decodePositions, POSITIONS_HEADER_BYTES, RECORD_BYTES } from '../shared/protocol/positions';
export { encodeClientMessage } from '../shared/protocol/messages';
export { seeded } from '../shared/random';
export { Interpolation } from '../renderer/motion/interpolation';
export { ServerClock } from '../renderer/motion/server-clock';
