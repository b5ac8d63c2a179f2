import { crc32 } from 'node:zlib';
import { encodeServerMessage, type ControlMessage } from '../../shared/protocol/messages';

export type ProfileMessage = Extract<ControlMessage, { address: '/player/profile' }>;

/**
 * How many players there are, and a sum over their profiles: who knows both knows whether it knows everybody, without being
 * told all of them again and again. Deterministic: no I/O, no clock.
 */
export class Roster {
  private readonly sums = new Map<number, { message: ProfileMessage; crc: number }>();
  private total = 0;

  /** Somebody has this profile now. */
  set(message: ProfileMessage): void {
    const known = this.sums.get(message.id);
    if (known?.message === message) return;
    const crc = crc32(encodeServerMessage(message));
    this.total += crc - (known?.crc ?? 0);
    this.sums.set(message.id, { message, crc });
  }

  delete(id: number): void {
    this.total -= this.sums.get(id)?.crc ?? 0;
    this.sums.delete(id);
  }

  get message(): ControlMessage {
    return { address: '/roster', players: this.sums.size, sum: this.total | 0 };
  }
}
