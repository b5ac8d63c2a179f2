import { elementBytes, packBundle, writeElement, writeSize } from '../../shared/protocol/bundles';
import { encodeServerMessage, type ControlMessage } from '../../shared/protocol/messages';
import { motionsBytes, writeMotionsHead } from '../../shared/protocol/motions';
import { NEAR_PLAYERS } from '../interest/attention';
import { FAR_MAX } from '../interest/crowd';
import { GUEST_MAX } from '../interest/guest-view';
import { slotOf } from '../interest/leaps';
import type { Flush } from '../yard/outbox';
import type { RelaySender } from '../yard/relay-queue';
import type { Recipient } from '../yard/recipient';
import { EncodedBroadcasts } from './encoded-broadcasts';
import { EncodedMotions } from './encoded-motions';
import { packetMemory } from './packet-memory';

/** The entries (leaps.ts) of those whom the recipient at hand is told of, where it is not told the same as the others. */
const found = new Int32Array(Math.max(NEAR_PLAYERS + FAR_MAX, GUEST_MAX));
const NONE: readonly Uint8Array[] = [];
/** For as long as a message is kept it is encoded once. */
const encoded = new WeakMap<ControlMessage, Uint8Array>();

/**
 * The bytes of one flush. Each thing is encoded once, however many get it; a recipient's packet is put together by
 * copying what concerns it, and whoever is told the same as the others gets the very same packet.
 */
export class FlushPackets {
  /** Motions handed out so far, one for each recipient. */
  updates = 0;
  private readonly flush: Flush;
  private readonly bundleHead: Uint8Array;
  private readonly broadcasts: EncodedBroadcasts;
  /** What nearly all get: the same list for all of them, since there may be thousands. */
  private readonly ordinary: readonly EncodedBroadcasts[];
  private readonly motions: EncodedMotions;
  private readonly changed: ReadonlySet<number>;
  private profiles: EncodedBroadcasts | undefined;
  /** One, in a large yard or for a full roster. */
  private readonly roster: readonly EncodedBroadcasts[];
  private common: Uint8Array | undefined;
  private readonly relayed: readonly Uint8Array[];
  private readonly relaySenders: ReadonlySet<RelaySender>;

  /** @param nowMs the sending time that players read from the bundle, in milliseconds since 1970 */
  constructor(flush: Flush, nowMs: number) {
    this.flush = flush;
    this.bundleHead = packBundle([], nowMs);
    this.broadcasts = new EncodedBroadcasts(flush.broadcasts, encode);
    this.ordinary = [this.broadcasts];
    this.motions = new EncodedMotions(flush.updates, nowMs);
    this.changed = new Set(flush.updates.changed.map(slotOf));
    this.roster = flush.roster
      ? [new EncodedBroadcasts([{ message: flush.roster, about: undefined }], encode)]
      : [];
    this.relayed = flush.relayed.map(({ packet }) => packet);
    this.relaySenders = new Set(flush.relayed.map(({ sender }) => sender));
  }

  /**
   * The packets for one recipient, in order: one bundle for a player or a spectator, single messages for a guest. Their bytes are valid
   * until the next call.
   */
  for(recipient: Recipient): readonly Uint8Array[] {
    const contents = this.contentsFor(recipient);
    this.updates += contents.updates;
    if (recipient.isGuest) return this.messages(contents);
    const isCommon =
      contents.slots === this.flush.updates.changed &&
      contents.updates === contents.count &&
      contents.messages.length === 0 &&
      !this.flush.fullRosters.has(recipient) &&
      !this.broadcasts.isAbout(recipient);
    const bundle = isCommon ? (this.common ??= Buffer.from(this.bundle(contents))) : this.bundle(contents);
    return bundle.length > this.bundleHead.length ? [bundle] : [];
  }

  get hasRelayed(): boolean {
    return this.relayed.length > 0;
  }

  /** What is relayed to whoever has sent nothing of it. */
  get relayedToAll(): readonly Uint8Array[] {
    return this.relayed;
  }

  /** What is relayed to one connection, after its packets: what others sent, byte for byte, in the order in which it came. */
  relayedTo(connection: RelaySender): readonly Uint8Array[] {
    if (!this.relaySenders.has(connection)) return this.relayed;
    return this.flush.relayed.filter(({ sender }) => sender !== connection).map(({ packet }) => packet);
  }

  private contentsFor(recipient: Recipient): Contents {
    const { messages, newcomers, fullRosters, isRosterDue, updates } = this.flush;
    const isNew = newcomers.has(recipient);
    const isTold = isNew || fullRosters.has(recipient);
    const own = updates.slotOf(recipient);
    const { slots, count, isOwnIn } = this.slotsFor(recipient, own, isNew);
    return {
      recipient,
      messages: messages.get(recipient)?.map(encode) ?? NONE,
      broadcasts: isTold || isRosterDue ? this.broadcastsFor(recipient, isTold) : this.ordinary,
      slots,
      count,
      own,
      updates: count - (isOwnIn ? 1 : 0),
    };
  }

  private broadcastsFor(recipient: Recipient, isTold: boolean): readonly EncodedBroadcasts[] {
    return [
      ...(isTold ? [this.snapshotProfiles()] : []),
      this.broadcasts,
      ...(recipient.isGuest ? [] : this.roster),
    ];
  }

  private slotsFor(
    recipient: Recipient,
    own: number,
    isNew: boolean,
  ): { slots: ArrayLike<number>; count: number; isOwnIn: boolean } {
    const { updates } = this.flush;
    const { changed, everybody } = updates;
    if (isNew)
      return {
        ...{ slots: everybody, count: everybody.length },
        isOwnIn: !recipient.isSpectator && recipient.motion.current !== undefined,
      };
    if (recipient.isUnlimited) return { slots: updates.all, count: updates.all.length, isOwnIn: false };
    if (recipient.isGuest)
      return { slots: found, count: updates.collectForGuest(recipient, found), isOwnIn: false };
    if (changed.length > 0) return { slots: changed, count: changed.length, isOwnIn: this.changed.has(own) };
    return { slots: found, count: updates.collect(recipient, found), isOwnIn: false };
  }

  private bundle({ recipient, messages, broadcasts, slots, count, own, updates }: Contents): Uint8Array {
    let length = this.bundleHead.length;
    for (const message of messages) length += elementBytes(message);
    for (const each of broadcasts) length += each.bytesFor(recipient);
    if (updates > 0) length += 4 + motionsBytes(updates);
    const { bytes, words } = packetMemory(length);
    bytes.set(this.bundleHead);
    let offset = this.bundleHead.length;
    for (const message of messages) offset = writeElement(message, bytes, offset);
    for (const each of broadcasts) offset = each.writeFor(recipient, bytes, offset);
    if (updates === 0) return bytes;
    offset = writeSize(motionsBytes(updates), bytes, offset);
    offset = writeMotionsHead(bytes, offset, updates);
    this.motions.write(slots, count, own, words, offset);
    return bytes;
  }

  private messages({ recipient, messages, broadcasts, slots, count, own }: Contents): Uint8Array[] {
    const all = messages.concat(broadcasts.flatMap((each) => each.messagesFor(recipient)));
    for (let i = 0; i < count; i++) {
      const slot = slots[i] ?? 0;
      if (slot !== own) all.push(this.motions.message(slot));
    }
    return all;
  }

  private snapshotProfiles(): EncodedBroadcasts {
    return (this.profiles ??= new EncodedBroadcasts(this.flush.snapshotProfiles, encode));
  }
}

/** What one recipient gets. */
interface Contents {
  recipient: Recipient;
  messages: readonly Uint8Array[];
  broadcasts: readonly EncodedBroadcasts[];
  /** The motions of the first `count` of these slots, or entries (leaps.ts), without `own`. */
  slots: ArrayLike<number>;
  count: number;
  own: number;
  updates: number;
}

function encode(message: ControlMessage): Uint8Array {
  let bytes = encoded.get(message);
  if (!bytes) encoded.set(message, (bytes = encodeServerMessage(message)));
  return bytes;
}
