import { encodeServerMessage } from '../../shared/protocol/messages';
import { MOTION_FLAGS, RECORD_BYTES, writeRecord } from '../../shared/protocol/motions';
import { hasLeapt, slotOf } from '../interest/leaps';
import type { Member } from '../interest/member';
import type { UpdateSet } from '../interest/update-set';

const WORDS = RECORD_BYTES / 4;
/** In the last word of a record, in whichever order this computer has bytes: it did not walk there. */
const [TELEPORTED = 0] = new Int32Array(Uint8Array.of(0, 0, 0, MOTION_FLAGS.teleported).buffer);

/** The motions of one flush, each encoded when it is first asked for: packets are put together from these bytes. */
export class EncodedMotions {
  private readonly updates: UpdateSet;
  private readonly sentMs: number;
  private readonly bytes: DataView;
  /** The same memory; records are copied by words, since for a few bytes a call would cost more than they do. */
  private readonly words: Int32Array;
  private readonly isEncoded: Uint8Array;
  private readonly messages: (Uint8Array | undefined)[] = [];

  /** @param sentMs the bundles' time tag, on the server's clock */
  constructor(updates: UpdateSet, sentMs: number) {
    const { members } = updates;
    this.updates = updates;
    this.sentMs = sentMs;
    this.words = new Int32Array(members.length * WORDS);
    this.bytes = new DataView(this.words.buffer);
    this.isEncoded = new Uint8Array(members.length);
  }

  /** Writes the records of the first `count` entries (leaps.ts) but of the slot `except`. `offset` is a multiple of 4, in bytes of `packet`. */
  write(entries: ArrayLike<number>, count: number, except: number, packet: Int32Array, offset: number): void {
    const { words } = this;
    let to = offset / 4;
    for (let i = 0; i < count; i++) {
      const entry = entries[i] ?? 0;
      const slot = slotOf(entry);
      if (slot === except) continue;
      if (this.isEncoded[slot] === 0) this.encode(slot);
      const from = slot * WORDS;
      for (let word = 0; word < WORDS; word++) packet[to++] = words[from + word] ?? 0;
      if (hasLeapt(entry)) packet[to - 1] = (packet[to - 1] ?? 0) | TELEPORTED;
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
    const flags = motion.flags | (this.updates.isHeldBack(slot) ? MOTION_FLAGS.heldBack : 0);
    writeRecord(this.bytes, slot * RECORD_BYTES, { id, ...motion.current, flags }, this.sentMs);
    this.isEncoded[slot] = 1;
  }

  private memberAt(slot: number): Member {
    const member = this.updates.members[slot];
    if (!member) throw new RangeError(`Slot ${slot} is nobody's.`);
    return member;
  }
}
