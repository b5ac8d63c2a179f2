import { MAX_PLAYERS_LIMIT } from '../../shared/config';
import { CLUSTER_TABLE, type AliveMessage, type EchoMessage } from './messages';
import type { Peer } from './peer';
import type { Peers } from './peers';

/** So many of the last ones can be echoed. */
const SENT_MAX = 16;
/** An echo says no more than this of how long it was kept. */
const HELD_MAX_MS = 60_000;

/** What a server says of itself. */
export type OwnState = Omit<AliveMessage, 'address'>;

/** That servers are alive, and the echoes from which their clocks are known. Deterministic: no I/O, no clock. */
export class Heartbeats {
  private readonly own: string;
  private readonly peers: Peers;
  /** When each of the last own ones was published, by its number. */
  private readonly sentMs = new Map<number, number>();

  /** @param own this server's name */
  constructor(own: string, peers: Peers) {
    this.own = own;
    this.peers = peers;
  }

  /** What is to be published now, of this server and of the last heartbeat of each other. */
  messages(state: OwnState, nowMs: number): Uint8Array[] {
    const players = Math.min(MAX_PLAYERS_LIMIT, state.players);
    const messages = [CLUSTER_TABLE.encode({ address: '/cluster/alive', ...state, players })];
    for (const { name: server, lastAlive } of this.peers.all) {
      if (!lastAlive) continue;
      const heldMs = Math.min(HELD_MAX_MS, nowMs - lastAlive.heardMs);
      messages.push(
        CLUSTER_TABLE.encode({ address: '/cluster/echo', server, sequence: lastAlive.sequence, heldMs }),
      );
    }
    return messages;
  }

  /** They were published as the packet of this number. */
  sent(sequence: number, nowMs: number): void {
    this.sentMs.set(sequence, nowMs);
    const [oldest] = this.sentMs.keys();
    if (this.sentMs.size > SENT_MAX && oldest !== undefined) this.sentMs.delete(oldest);
  }

  /** One came. @param sequence its number */
  received(peer: Peer, message: AliveMessage, sequence: number, nowMs: number): void {
    peer.alive = message;
    // Whoever leaves says this no more.
    peer.isLeaving = false;
    peer.lastAlive = { sequence, heardMs: nowMs };
  }

  /** An echo came. @param sentMs when, on the clock of that server */
  echoed(peer: Peer, { server, sequence, heldMs }: EchoMessage, sentMs: number, nowMs: number): void {
    const ourSentMs = server === this.own ? this.sentMs.get(sequence) : undefined;
    if (ourSentMs !== undefined) peer.clock.addRoundTrip(ourSentMs, heldMs, sentMs, nowMs);
  }
}
