import { encodeServerMessage } from '../../shared/protocol/messages';
import { RECORD_BYTES, writeRecord } from '../../shared/protocol/motions';
import type { Member } from '../interest/member';

const WORDS = RECORD_BYTES / 4;

/** The motions of one flush, each encoded when it is first asked for: packets are put together from these bytes. */
export class EncodedMotions {
  private readonly members: readonly (Member | undefined)[];
  private readonly sentMs: number;
  private readonly bytes: DataView;
  /** The same memory; records are copied by words, since for a few bytes a call would cost more than they do. */
  private readonly words: Int32Array;
  private readonly isEncoded: Uint8Array;
  private readonly messages: (Uint8Array | undefined)[] = [];

  /**
   * @param members by slot
   * @param sentMs the bundles' time tag, on the server's clock
   */
  constructor(members: readonly (Member | undefined)[], sentMs: number) {
    this.members = members;
    this.sentMs = sentMs;
    this.words = new Int32Array(members.length * WORDS);
    this.bytes = new DataView(this.words.buffer);
    this.isEncoded = new Uint8Array(members.length);
  }

  /** Writes the records of the first `count` slots but of `except`. `offset` is a multiple of 4, in bytes of `packet`. */
  write(slots: ArrayLike<number>, count: number, except: number, packet: Int32Array, offset: number): void {
    const { words } = this;
    let to = offset / 4;
    for (let i = 0; i < count; i++) {
      const slot = slots[i] ?? 0;
      if (slot === except) continue;
      if (this.isEncoded[slot] === 0) this.encode(slot);
      const from = slot * WORDS;
      for (let word = 0; word < WORDS; word++) packet[to++] = words[from + word] ?? 0;
    }
  }

  /** Where somebody is by now, as a message of its own, as guests get it. */
  message(slot: number): Uint8Array {
    const { id, motion } = this.memberAt(slot);
    const place = motion.at(this.sentMs);
    if (!place) throw new RangeError(`Slot ${slot} has no place.`);
    return (this.messages[slot] ??= encodeServerMessage({ address: '/player/position', id, ...place }));
  }

  private encode(slot: number): void {
    const { id, motion } = this.memberAt(slot);
    if (!motion.current) throw new RangeError(`Slot ${slot} has no motion.`);
    writeRecord(this.bytes, slot * RECORD_BYTES, { id, ...motion.current, flags: motion.flags }, this.sentMs);
    this.isEncoded[slot] = 1;
  }

  private memberAt(slot: number): Member {
    const member = this.members[slot];
    if (!member) throw new RangeError(`Slot ${slot} is nobody's.`);
    return member;
  }
}
