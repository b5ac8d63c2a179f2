import { crc32 } from 'node:zlib';
import { encodeServerMessage, type ControlMessage } from '../../shared/protocol/messages';

export type ProfileMessage = Extract<ControlMessage, { address: '/player/profile' }>;

/** How many players, and the sum of the checksums of their profiles. */
interface Sum {
  players: number;
  total: number;
}

interface Entry {
  message: ProfileMessage;
  crc: number;
  server: string | undefined;
}

/**
 * How many players there are, and a sum over their profiles: who knows both knows whether it knows everybody, without being
 * told all of them again and again. Deterministic: no I/O, no clock.
 */
export class Roster {
  private readonly entries = new Map<number, Entry>();
  private readonly all: Sum = { players: 0, total: 0 };
  private readonly byServer = new Map<string | undefined, Sum>();

  /** Somebody has this profile now. @param server at which it is; undefined for here */
  set(message: ProfileMessage, server?: string): void {
    const known = this.entries.get(message.id);
    const isSame = known?.message === message;
    if (isSame && known.server === server) return;
    this.delete(message.id);
    const crc = isSame ? known.crc : crc32(encodeServerMessage(message));
    this.entries.set(message.id, { message, crc, server });
    this.count(server, 1, crc);
  }

  delete(id: number): void {
    const known = this.entries.get(id);
    if (!known) return;
    this.entries.delete(id);
    this.count(known.server, -1, -known.crc);
  }

  get message(): ControlMessage {
    return { address: '/roster', players: this.all.players, sum: this.all.total | 0 };
  }

  /** Likewise of those at one server. @param server undefined for here */
  of(server: string | undefined): { players: number; sum: number } {
    const { players = 0, total = 0 } = this.byServer.get(server) ?? {};
    return { players, sum: total | 0 };
  }

  private count(server: string | undefined, players: number, crc: number): void {
    const sum = this.byServer.get(server) ?? { players: 0, total: 0 };
    for (const one of [this.all, sum]) {
      one.players += players;
      one.total += crc;
    }
    if (sum.players > 0) this.byServer.set(server, sum);
    else this.byServer.delete(server);
  }
}
