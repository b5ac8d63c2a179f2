import { packBundle } from '../shared/osc';
import { positionsBytes, writePositionsHead } from '../shared/positions';
import { encodeServerMessage } from '../shared/protocol';
import { NEAR_PLAYERS } from './interest';
import type { Flush, Note } from './outbox';
import { Records } from './records';
import { elementBytes, Roll, writeElement, writeSize } from './roll';
import type { YardPlayer } from './yard-player';

/** The ranks of those whom the recipient at hand is told of because they are near. */
const nearRanks = new Int32Array(NEAR_PLAYERS);
/** For as long as a note is kept it is encoded once. */
const encoded = new WeakMap<Note, Uint8Array>();

/**
 * The bytes of one flush. Each thing is encoded once, however many get it; a recipient's packet is put together by
 * copying what concerns it, and whoever is told the same as the others gets the very same packet.
 */
export class FlushPackets {
  /** Positions handed out so far, one for each recipient. */
  updates = 0;
  private readonly flush: Flush;
  private readonly bundleHead: Uint8Array;
  private readonly news: Roll;
  private readonly records: Records;
  private readonly ranks = new Map<YardPlayer, number>();
  private roster: Roll | undefined;
  private common: Uint8Array | undefined;

  /** @param nowMs the sending time that players read from the bundle, in milliseconds since 1970 */
  constructor(flush: Flush, nowMs: number) {
    this.flush = flush;
    this.bundleHead = packBundle([], nowMs);
    this.news = new Roll(flush.news, encode);
    this.records = new Records(flush.places.ranked);
    flush.places.ranked.forEach((player, rank) => this.ranks.set(player, rank));
  }

  /** The packets for one recipient, in order: one bundle for a player, single messages for a guest. */
  for(recipient: YardPlayer): readonly Uint8Array[] {
    const { notes, newcomers, places } = this.flush;
    const isNew = newcomers.has(recipient);
    const own = this.ranks.get(recipient) ?? places.ranked.length;
    // All of these it is told of, and then those near.
    const first = isNew ? places.ranked.length : places.toAll;
    const near = isNew ? 0 : places.near(own, nearRanks);
    const share: Share = {
      recipient,
      notes: notes.get(recipient)?.map(encode) ?? [],
      rolls: isNew ? [this.everybody(), this.news] : [this.news],
      first,
      own,
      near,
      updates: first - (own < first ? 1 : 0) + near,
    };
    this.updates += share.updates;
    if (recipient.isGuest) return this.messages(share);
    const isCommon =
      !isNew && own >= first && near === 0 && share.notes.length === 0 && !this.news.isAbout(recipient);
    const bundle = isCommon ? (this.common ??= this.bundle(share)) : this.bundle(share);
    return bundle.length > this.bundleHead.length ? [bundle] : [];
  }

  private bundle({ recipient, notes, rolls, first, own, near, updates }: Share): Uint8Array {
    let length = this.bundleHead.length;
    for (const note of notes) length += elementBytes(note);
    for (const roll of rolls) length += roll.bytesFor(recipient);
    if (updates > 0) length += 4 + positionsBytes(updates);
    const bundle = Buffer.allocUnsafe(length);
    bundle.set(this.bundleHead);
    let offset = this.bundleHead.length;
    for (const note of notes) offset = writeElement(note, bundle, offset);
    for (const roll of rolls) offset = roll.writeFor(recipient, bundle, offset);
    if (updates === 0) return bundle;
    offset = writeSize(positionsBytes(updates), bundle, offset);
    offset = writePositionsHead(bundle, offset, updates);
    offset = this.records.write(0, Math.min(own, first), bundle, offset);
    if (own < first) offset = this.records.write(own + 1, first, bundle, offset);
    this.records.pick(nearRanks, near, bundle, offset);
    return bundle;
  }

  private messages({ recipient, notes, rolls, first, own, near }: Share): Uint8Array[] {
    const messages = notes.concat(rolls.flatMap((roll) => roll.messagesFor(recipient)));
    for (let i = 0; i < first; i++) if (i !== own) messages.push(this.records.message(i));
    for (const rank of nearRanks.subarray(0, near)) messages.push(this.records.message(rank));
    return messages;
  }

  private everybody(): Roll {
    return (this.roster ??= new Roll(this.flush.roster, encode));
  }
}

/** What one recipient gets. */
interface Share {
  recipient: YardPlayer;
  notes: Uint8Array[];
  rolls: Roll[];
  /** The first so many of the records, without number `own`, … */
  first: number;
  own: number;
  /** …and so many of those whose ranks were found to be near. */
  near: number;
  updates: number;
}

function encode(note: Note): Uint8Array {
  let bytes = encoded.get(note);
  if (!bytes) encoded.set(note, (bytes = encodeServerMessage(note)));
  return bytes;
}
