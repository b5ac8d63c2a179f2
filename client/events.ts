import type { ConnectionState, NetworkFigures, YardMessage } from '../shared/bridge';
import type { MovedMessage, Refusal, RefusalCode, ServersMessage } from '../shared/protocol/messages';

/** goodbye: the server closed the yard · flood: it sent more than a player takes in, and was left · a refusal: it does not want this player. */
export type CloseReason = 'goodbye' | 'flood' | Refusal;

/** Who is refused by these has to go, and does not come back by itself. */
const REMOVALS: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['kicked', 'banned', 'locked']);

export function isRemoval({ code }: Refusal): boolean {
  return REMOVALS.has(code);
}

export interface YardClientEvents {
  /** What the server told that is new, in order; and who is concluded to be gone without its word. */
  onMessage(message: YardMessage): void;
  /** @param reason with `closed` */
  onState(state: ConnectionState, reason?: CloseReason): void;
  /** How the network does, once a second from the moment that the player is in the yard. */
  onFigures?(figures: NetworkFigures): void;
  /** The server leads its players to another address. */
  onMoved?(message: MovedMessage): void;
  /** Where the servers of the yard are, of a yard on several. */
  onServers?(message: ServersMessage): void;
  /** Nobody listens at the address, for now. */
  onUnreachable?(): void;
}

/**
 * Why a player is at another server than before. moved: the yard is there · lost: the one before is gone, without a word or
 * with a goodbye · full: that one had no room.
 */
export type FollowCause = 'moved' | 'lost' | 'full';

/** Of a client that follows its yard. */
export interface FollowingClientEvents extends Omit<
  YardClientEvents,
  'onMoved' | 'onServers' | 'onUnreachable'
> {
  /**
   * The yard has moved, and the player is on the way there; or the player is at another server of the yard.
   * @param server as formatTarget() writes it
   */
  onFollowed?(server: string, cause: FollowCause): void;
  /** The yard is said to be elsewhere, and the player does not follow; `reason` is a sentence for a person. */
  onNotFollowed?(reason: string): void;
}

/** Why a server that floods was left, as a sentence. */
export function floodWords(name: string): string {
  return `${name} sent far more than any yard has to say, and was left.`;
}
