import { packBundle } from '../shared/osc';
import {
  encodePlayerPosition,
  encodePositions,
  withoutRecord,
  type PositionRecord,
} from '../shared/positions';
import { encodeServerMessage } from '../shared/protocol';
import type { Flush, Note } from './outbox';
import type { YardPlayer } from './yard-player';

/**
 * The bytes of one flush. Each thing is encoded once, however many get it: the positions of all who moved are one
 * buffer, and somebody who moved gets a copy of it from which its own record is cut.
 */
export class FlushPackets {
  /** Positions handed out so far, one for each recipient. */
  updates = 0;
  private readonly flush: Flush;
  private readonly nowMs: number;
  private readonly notes = new Map<Note, Uint8Array>();
  private readonly moved: Records;
  private everyone: Records | undefined;

  /** @param nowMs the sending time that players read from the bundle, in milliseconds since 1970 */
  constructor(flush: Flush, nowMs: number) {
    this.flush = flush;
    this.nowMs = nowMs;
    this.moved = new Records(flush.moved);
  }

  /** The packets for one recipient, in order: one bundle for a player, single messages for a guest. */
  for(recipient: YardPlayer): Uint8Array[] {
    const notes = this.flush.notes.get(recipient)?.map((note) => this.encodeNote(note)) ?? [];
    const records = this.flush.newcomers.has(recipient)
      ? (this.everyone ??= new Records(this.flush.recipients))
      : this.moved;
    this.updates += records.countWithout(recipient);
    if (recipient.isGuest) return notes.concat(records.singlesWithout(recipient));
    const positions = records.allWithout(recipient);
    if (positions) notes.push(positions);
    return notes.length > 0 ? [packBundle(notes, this.nowMs)] : [];
  }

  private encodeNote(note: Note): Uint8Array {
    let bytes = this.notes.get(note);
    if (!bytes) this.notes.set(note, (bytes = encodeServerMessage(note)));
    return bytes;
  }
}

/** The positions of some players, encoded when first asked for, in the form for players and in the one for guests. */
class Records {
  private readonly records: PositionRecord[] = [];
  private readonly indexes = new Map<YardPlayer, number>();
  private all: Uint8Array | undefined;
  private singles: Uint8Array[] | undefined;

  constructor(players: Iterable<YardPlayer>) {
    for (const player of players) {
      if (!player.position) continue;
      this.indexes.set(player, this.records.length);
      this.records.push({ id: player.id, ...player.position });
    }
  }

  countWithout(player: YardPlayer): number {
    return this.records.length - (this.indexes.has(player) ? 1 : 0);
  }

  /** One /positions without this player's own record; undefined when there is no other. */
  allWithout(player: YardPlayer): Uint8Array | undefined {
    const index = this.indexes.get(player);
    if (this.countWithout(player) === 0) return undefined;
    this.all ??= encodePositions(this.records);
    return index === undefined ? this.all : withoutRecord(this.all, index);
  }

  /** A /player/position for each but this player. */
  singlesWithout(player: YardPlayer): Uint8Array[] {
    this.singles ??= this.records.map(encodePlayerPosition);
    const index = this.indexes.get(player);
    return index === undefined ? this.singles : this.singles.filter((_, i) => i !== index);
  }
}
