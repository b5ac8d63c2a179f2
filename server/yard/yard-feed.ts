import type { YardPlayer } from './yard-player';

/**
 * What the players of this server do, as it happens: for who tells it to others than them. What other servers of the same yard
 * say of theirs is no part of it: who is at another server from now on is told of no more, and who keeps a player for later
 * looks at its `server` and `isPresent` then.
 */
export interface YardFeed {
  /** It came, or is another than before: its name, colour, key, or that it was muted. */
  changed(player: YardPlayer): void;
  /** Its motion is another, or is to be told again. */
  moved(player: YardPlayer): void;
  left(player: YardPlayer): void;
  /** A line of chat; of the host, without a player. */
  said(player: YardPlayer | undefined, text: string): void;
  /** A foreign packet, within all limits. */
  relayed(packet: Uint8Array): void;
}
