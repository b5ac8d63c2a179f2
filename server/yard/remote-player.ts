import type { Motion } from '../../shared/movement';
import type { Profile } from '../../shared/profile';

/** Somebody of this yard whose connection is at another server, as that server says. */
export interface RemotePlayer {
  id: number;
  /** As whom it is shown. */
  profile: Profile;
  /** The name that it asked for. */
  wantedName: string;
  isGuest: boolean;
  isMuted: boolean;
  /** The SHA-256 of its resume key, base64url (key-hash.ts), and its identity; undefined where it has none. */
  keyHash: string | undefined;
  identity: string | undefined;
  /** When it logged in there, on the clock of that server: of two with one key or one id the newest login is right. */
  loginMs: number;
}

/** What another server says of its players (server/cluster). All is taken in at once and is told at the next flush. */
export interface RemoteYard {
  /**
   * Somebody is there, or is another than before. A player of ours with the same key or id who logged in earlier is there from
   * now on; one who logged in later stays here, and is told the other servers again (YardFeed.changed, within this call), as
   * is one whose name it has and who logged in earlier.
   */
  set(server: string, player: RemotePlayer, nowMs: number): void;
  /** @param motion its moment on our own clock @param flags MOTION_FLAGS. Of who is not known it is passed over, and counts as unknown. */
  move(server: string, id: number, motion: Motion, flags: number, nowMs: number): boolean;
  remove(server: string, id: number, nowMs: number): void;
  /** For our own players alone. @param id undefined for the host */
  say(id: number | undefined, text: string, nowMs: number): void;
  relay(packet: Uint8Array, nowMs: number): void;
  /** All that a server said of who is there: who is not among the ids is gone. */
  retain(server: string, ids: ReadonlySet<number>, nowMs: number): void;
  /** A server is silent: its players stand where their motions have led. */
  halt(server: string, nowMs: number): void;
  /** A server is gone: its players have left, and may come back here by their keys as who and where they were. */
  removeAll(server: string, nowMs: number): void;
  /** How many players it has, and the sum of who they are (PlayerSums); of the name of our own server, of ours. */
  rosterOf(server: string): { players: number; sum: number };
}
