import type { YardSize } from '../../shared/movement';
import type { Reach } from '../../shared/hosted-yard';
import type { YardState } from '../../shared/yard-state';
import type { YardPlayer } from './yard-player';

export interface YardOptions {
  name: string;
  maxPlayers: number;
  /** How many may look on. */
  maxSpectators: number;
  /** How many messages one connection may send in a second. */
  maxMessages: number;
  size: YardSize;
  /** With more players than this, each is told of all but the nearest within a budget (interest-manager.ts); 0 for never. */
  interest: number;
  /** What each is told of those far away, in bytes of motions a second. */
  budget: number;
  /** Whether peers without a profile may take part. */
  guests: boolean;
  /** Who comes with this key is the host, for whom there is always room; undefined for none. */
  hostKey?: string | undefined;
  /** Under which name other servers of this yard know this one; undefined where there are none. */
  server?: string | undefined;
  /** Of the yard while another server held it; undefined where none did. Its `access` is with the rules already. */
  state?: YardState | undefined;
  /** Who can reach it, for its next server to know. */
  reach?: Reach | undefined;
}

/** What becomes of players, for a log. */
export interface YardEvents {
  /** It is in the yard, under the name that it has now. */
  onArrival(player: YardPlayer): void;
  onDeparture(player: YardPlayer): void;
}
