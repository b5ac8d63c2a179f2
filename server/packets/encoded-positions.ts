import { encodeServerMessage } from '../../shared/protocol/messages';
import { RECORD_BYTES, writeRecord } from '../../shared/protocol/positions';
import type { Positioned } from '../interest/update-set';

/** The positions of some players, encoded once: each recipient's packet is put together from these bytes. */
export class EncodedPositions {
  private readonly players: readonly Positioned[];
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly messages: Uint8Array[] = [];

  constructor(players: readonly Positioned[]) {
    this.players = players;
    this.bytes = new Uint8Array(players.length * RECORD_BYTES);
    this.view = new DataView(this.bytes.buffer);
    players.forEach(({ id, position: { x, y } }, i) => writeRecord(this.view, i * RECORD_BYTES, id, x, y));
  }

  /** Writes the records from number `from` up to number `end`, without it, and returns the offset behind them. */
  write(from: number, end: number, packet: Uint8Array, offset: number): number {
    packet.set(this.bytes.subarray(from * RECORD_BYTES, end * RECORD_BYTES), offset);
    return offset + (end - from) * RECORD_BYTES;
  }

  /** Writes the first `count` of the records with these numbers. */
  writeSelected(numbers: Int32Array, count: number, packet: Uint8Array, offset: number): void {
    if (count === 0) return;
    // Word by word: for a few bytes a call to copy them would cost more than they do.
    const target = new DataView(packet.buffer, packet.byteOffset + offset, count * RECORD_BYTES);
    for (let i = 0, to = 0; i < count; i++) {
      const from = (numbers[i] ?? 0) * RECORD_BYTES;
      for (let word = 0; word < RECORD_BYTES; word += 4, to += 4)
        target.setInt32(to, this.view.getInt32(from + word));
    }
  }

  /** Record number `i` as a message of its own, as guests get it. */
  message(i: number): Uint8Array {
    const player = this.players[i];
    if (!player) throw new RangeError(`There is no record ${i}.`);
    const { id, position } = player;
    return (this.messages[i] ??= encodeServerMessage({ address: '/player/position', id, ...position }));
  }
}
