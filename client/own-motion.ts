import { MOTION_REPEAT_MS } from '../shared/config';
import { LastMotion } from '../shared/last-motion';
import { packBundle } from '../shared/protocol/bundles';
import { encodeClientMessage } from '../shared/protocol/messages';
import { ServerTime } from './server-time';

/** Who told its motion a moment ago goes on to do so; who has not for this long is walked on. */
const SILENT_MS = 1.5 * MOTION_REPEAT_MS;

/** The motion of the client's own player, and how it is told. Deterministic: no I/O, no clock. Times are on our clock. */
export class OwnMotion extends LastMotion {
  /** Of the present connection. */
  time = new ServerTime();
  private lastPacket: Uint8Array | undefined;
  private readonly isSpectators: boolean;

  /** @param isSpectators it is where a spectator looks, which is told without a moment and a velocity */
  constructor(isSpectators = false) {
    super();
    this.isSpectators = isSpectators;
  }

  /** Whether nobody has told a motion for so long that it is to be told where the last one has led. */
  isSilent(nowMs: number): boolean {
    return this.motion !== undefined && nowMs - this.motion.atMs > SILENT_MS;
  }

  /** The packet that tells where the motion has led by now, and when that is true, as far as the server's clock is known. */
  packet(nowMs: number): Uint8Array | undefined {
    const { motion } = this;
    const place = this.at(nowMs);
    if (!motion || !place) return undefined;
    if (this.isSpectators) return (this.lastPacket = encodeClientMessage({ address: '/position', ...place }));
    const bytes = encodeClientMessage({ address: '/motion', ...place, vx: motion.vx, vy: motion.vy });
    const serverMs = this.time.at(nowMs);
    return (this.lastPacket = serverMs === undefined ? bytes : packBundle([bytes], serverMs));
  }

  /** Whether no motion was told since this packet: it may be sent once more, and changes nothing where it has arrived. */
  isLastSent(packet: Uint8Array): boolean {
    return packet === this.lastPacket;
  }
}
