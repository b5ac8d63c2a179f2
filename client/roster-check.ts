import { FULL_ROSTER_INTERVAL_MS } from '../shared/config';
import type { Profile } from '../shared/profile';
import type { ServerMessage } from '../shared/protocol/messages';
import type { Departure, RemotePlayers, RosterMessage } from './remote-players';

/**
 * Compares who is known with the roster that a large yard tells, one bundle after the other. Deterministic: no I/O, no
 * clock.
 */
export class RosterCheck {
  private readonly players: RemotePlayers;
  private askedMs = -Infinity;

  constructor(players: RemotePlayers) {
    this.players = players;
  }

  /**
   * Takes in the messages of one bundle, which the players know already. Returns who is gone, since a full roster lacks them,
   * and whether all profiles are to be asked for.
   * @param own as whom the reader is shown, and its id; undefined for a spectator
   */
  check(
    messages: readonly ServerMessage[],
    own: (Profile & { id: number }) | undefined,
    nowMs: number,
  ): { left: Departure[]; isToAsk: boolean } {
    const roster = messages.find((message): message is RosterMessage => message.address === '/roster');
    if (!roster) return { left: [], isToAsk: false };
    const ids = new Set<number>();
    for (const message of messages) if (message.address === '/player/profile') ids.add(message.id);
    const left = ids.size + (own ? 1 : 0) >= roster.players ? this.players.keepOnly(ids) : [];
    const isRight = this.players.matches(roster, own && { address: '/player/profile', ...own }, nowMs);
    if (isRight || nowMs - this.askedMs <= FULL_ROSTER_INTERVAL_MS) return { left, isToAsk: false };
    this.askedMs = nowMs;
    return { left, isToAsk: true };
  }
}
