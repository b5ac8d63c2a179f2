import type { ConnectionState, NetworkFigures, Unanswered, YardMessage } from '../shared/bridge';
import type { MovedMessage, Refusal, RefusalCode, ServersMessage } from '../shared/protocol/messages';

/**
 * goodbye: the server closed the yard · flood: it sent more than a player takes in, and was left · nowhere: it led the player to
 * where no yard answers · a refusal: it does not want this player.
 */
export type CloseReason = 'goodbye' | 'flood' | 'nowhere' | Refusal;

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
  /** The server's name stands for this private address, by which it is connected to; undefined where it does for none. */
  onReached?(host: string | undefined): void;
  /** Nobody listens at the address, for now; or who answered there has fallen silent before the player was in the yard. */
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
  'onMoved' | 'onServers' | 'onUnreachable' | 'onReached'
> {
  /** By which key the player comes to the yard at this address, `tcp://HOST:PORT`, where that is another than before. */
  keyAt?(address: string): string | undefined;
  /**
   * The yard has moved, and the player is on the way there; or the player is at another server of the yard.
   * @param server as formatTarget() writes it
   */
  onFollowed?(server: string, cause: FollowCause): void;
  /** The yard is said to be elsewhere, and the player does not follow; `reason` is a sentence for a person. */
  onNotFollowed?(reason: string): void;
}

/** What is said where a server answers, and closes each handshake with its key. */
export const WRONG_KEY: Unanswered = {
  address: 'unanswered',
  code: 'key',
  reason: 'The yard at this address does not answer with the key that you have',
};

/** Why a yard that moved is looked for no more, as a sentence. */
function nowhereWords(name: string): string {
  return `${name} was to move, and no yard answers where it was to be.`;
}

/** Why a server that floods was left, as a sentence. */
function floodWords(name: string): string {
  return `${name} sent far more than any yard has to say, and was left.`;
}

/** Why somebody who was not removed is in a yard no more, as a sentence. */
export function closedWords(name: string, reason: Exclude<CloseReason, Refusal> | undefined): string {
  switch (reason) {
    case 'flood':
      return floodWords(name);
    case 'nowhere':
      return nowhereWords(name);
    default:
      return `${name} was closed by its host.`;
  }
}
