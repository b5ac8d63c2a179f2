import { crc32 } from 'node:zlib';
import { encodeServerMessage, type ControlMessage } from '../../shared/protocol/messages';

export type ProfileMessage = Extract<ControlMessage, { address: '/player/profile' }>;

interface Entry {
  message: ProfileMessage;
  crc: number;
}

/**
 * How many players there are, and a sum over their profiles: who knows both knows whether it knows everybody, without being
 * told all of them again and again. Deterministic: no I/O, no clock.
 */
export class Roster {
  private readonly entries = new Map<number, Entry>();
  /** Of the checksums. */
  private total = 0;

  /** Somebody has this profile now. */
  set(message: ProfileMessage): void {
    if (this.entries.get(message.id)?.message === message) return;
    this.delete(message.id);
    const crc = crc32(encodeServerMessage(message));
    this.entries.set(message.id, { message, crc });
    this.total += crc;
  }

  delete(id: number): void {
    const known = this.entries.get(id);
    if (!known) return;
    this.entries.delete(id);
    this.total -= known.crc;
  }

  get message(): ControlMessage {
    return { address: '/roster', players: this.entries.size, sum: this.total | 0 };
  }
}
