import { elementBytes, packBundle, writeElement, writeSize } from '../../shared/protocol/bundles';
import { encodeServerMessage, type ControlMessage } from '../../shared/protocol/messages';
import { positionsBytes, writePositionsHead } from '../../shared/protocol/positions';
import { NEAR_PLAYERS } from '../interest/interest-manager';
import type { Mover } from '../interest/update-set';
import type { Flush } from '../yard/outbox';
import type { RelaySender } from '../yard/relay-queue';
import type { YardPlayer } from '../yard/yard-player';
import { EncodedBroadcasts } from './encoded-broadcasts';
import { EncodedPositions } from './encoded-positions';

/** The ranks of those whom the recipient at hand is told of because they are near. */
const nearRanks = new Int32Array(NEAR_PLAYERS);
/** As much as the packets of a small yard need; for larger ones it grows, and stays below FLUSH_MAX_BYTES. */
const MEMORY_LEAST_BYTES = 16 * 1024;
/** For as long as a message is kept it is encoded once. */
const encoded = new WeakMap<ControlMessage, Uint8Array>();

/**
 * Where the packet at hand is put together: the same memory for each, which stays in the processor's cache, and leaves
 * nothing to collect.
 */
let memory = new Uint8Array(MEMORY_LEAST_BYTES);

/**
 * The bytes of one flush. Each thing is encoded once, however many get it; a recipient's packet is put together by
 * copying what concerns it, and whoever is told the same as the others gets the very same packet.
 */
export class FlushPackets {
  /** Positions handed out so far, one for each recipient. */
  updates = 0;
  private readonly flush: Flush;
  private readonly bundleHead: Uint8Array;
  private readonly broadcasts: EncodedBroadcasts;
  private readonly positions: EncodedPositions;
  private readonly ranks = new Map<Mover, number>();
  private profiles: EncodedBroadcasts | undefined;
  private common: Uint8Array | undefined;
  private readonly relayed: readonly Uint8Array[];
  private readonly relaySenders: ReadonlySet<RelaySender>;

  /** @param nowMs the sending time that players read from the bundle, in milliseconds since 1970 */
  constructor(flush: Flush, nowMs: number) {
    this.flush = flush;
    this.bundleHead = packBundle([], nowMs);
    this.broadcasts = new EncodedBroadcasts(flush.broadcasts, encode);
    this.positions = new EncodedPositions(flush.updates.ranked);
    flush.updates.ranked.forEach((player, rank) => this.ranks.set(player, rank));
    this.relayed = flush.relayed.map(({ packet }) => packet);
    this.relaySenders = new Set(flush.relayed.map(({ sender }) => sender));
  }

  /**
   * The packets for one recipient, in order: one bundle for a player, single messages for a guest. Their bytes are valid
   * until the next call.
   */
  for(recipient: YardPlayer): readonly Uint8Array[] {
    const contents = this.contentsFor(recipient);
    this.updates += contents.updates;
    if (recipient.isGuest) return this.messages(contents);
    const isCommon =
      !this.flush.newcomers.has(recipient) &&
      contents.own >= contents.first &&
      contents.near === 0 &&
      contents.messages.length === 0 &&
      !this.broadcasts.isAbout(recipient);
    const bundle = isCommon ? (this.common ??= Buffer.from(this.bundle(contents))) : this.bundle(contents);
    return bundle.length > this.bundleHead.length ? [bundle] : [];
  }

  get hasRelayed(): boolean {
    return this.relayed.length > 0;
  }

  /** What is relayed to one connection, after its packets: what others sent, byte for byte, in the order in which it came. */
  relayedTo(connection: RelaySender): readonly Uint8Array[] {
    if (!this.relaySenders.has(connection)) return this.relayed;
    return this.flush.relayed.filter(({ sender }) => sender !== connection).map(({ packet }) => packet);
  }

  private contentsFor(recipient: YardPlayer): Contents {
    const { messages, newcomers, updates } = this.flush;
    const isNew = newcomers.has(recipient);
    const own = this.ranks.get(recipient) ?? updates.ranked.length;
    const first = isNew ? updates.ranked.length : updates.toAll;
    const near = isNew ? 0 : updates.collectNear(own, nearRanks);
    return {
      recipient,
      messages: messages.get(recipient)?.map(encode) ?? [],
      broadcasts: isNew ? [this.snapshotProfiles(), this.broadcasts] : [this.broadcasts],
      first,
      own,
      near,
      updates: first - (own < first ? 1 : 0) + near,
    };
  }

  private bundle({ recipient, messages, broadcasts, first, own, near, updates }: Contents): Uint8Array {
    let length = this.bundleHead.length;
    for (const message of messages) length += elementBytes(message);
    for (const each of broadcasts) length += each.bytesFor(recipient);
    if (updates > 0) length += 4 + positionsBytes(updates);
    const bundle = packetMemory(length);
    bundle.set(this.bundleHead);
    let offset = this.bundleHead.length;
    for (const message of messages) offset = writeElement(message, bundle, offset);
    for (const each of broadcasts) offset = each.writeFor(recipient, bundle, offset);
    if (updates === 0) return bundle;
    offset = writeSize(positionsBytes(updates), bundle, offset);
    offset = writePositionsHead(bundle, offset, updates);
    offset = this.positions.write(0, Math.min(own, first), bundle, offset);
    if (own < first) offset = this.positions.write(own + 1, first, bundle, offset);
    this.positions.writeSelected(nearRanks, near, bundle, offset);
    return bundle;
  }

  private messages({ recipient, messages, broadcasts, first, own, near }: Contents): Uint8Array[] {
    const all = messages.concat(broadcasts.flatMap((each) => each.messagesFor(recipient)));
    for (let rank = 0; rank < first; rank++) if (rank !== own) all.push(this.positions.message(rank));
    for (const rank of nearRanks.subarray(0, near)) all.push(this.positions.message(rank));
    return all;
  }

  private snapshotProfiles(): EncodedBroadcasts {
    return (this.profiles ??= new EncodedBroadcasts(this.flush.snapshotProfiles, encode));
  }
}

/** What one recipient gets. */
interface Contents {
  recipient: YardPlayer;
  messages: Uint8Array[];
  broadcasts: EncodedBroadcasts[];
  /** The positions of the first so many ranks, without rank `own`, … */
  first: number;
  own: number;
  /** …and of so many whose ranks are in `nearRanks`. */
  near: number;
  updates: number;
}

function encode(message: ControlMessage): Uint8Array {
  let bytes = encoded.get(message);
  if (!bytes) encoded.set(message, (bytes = encodeServerMessage(message)));
  return bytes;
}

function packetMemory(bytes: number): Uint8Array {
  if (memory.length < bytes) memory = new Uint8Array(2 * bytes);
  return memory.subarray(0, bytes);
}
