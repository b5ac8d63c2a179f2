import type { MovedMessage } from './protocol/messages';
import type { YardState } from './yard-state';

/** What the desktop game and the programs that it starts tell each other: the server of a yard, and its web shell. */

export type ServerReport =
  /** `serverKey` is that of a secured yard (shared/keys.ts); `isInvitedOnly` where an invite needs a ticket besides. */
  | { event: 'listening'; address: string; yard: string; serverKey?: string; isInvitedOnly?: boolean }
  /** Who may come in, whenever that changes: `bans` at first and when they have changed, since they may be a thousand. */
  | { event: 'access'; access: Omit<YardAccess, 'bans'> & Partial<Pick<YardAccess, 'bans'>> }
  /** What became of the command with this number: one line, or why it could not be done and what would be right. */
  | { event: 'answer'; n: number; text: string; isError: boolean }
  /** The yard is recorded to this file from now on; undefined when it is no more, with what the recording holds, or why it could not go on. */
  | { event: 'recording'; path: string | undefined; text: string; isFault: boolean }
  /** Who is here, as it was asked for. */
  | { event: 'state'; state: YardState }
  /** The name of the game that is played from now on; undefined for none any more. */
  | { event: 'game'; game: string | undefined }
  /** The ids of the players whose programs could hold the yard, whenever that changes. */
  | { event: 'successors'; ids: readonly number[] }
  /** What became of the offer of the yard to the player with this id: where it is open now; undefined where that player will not, or is gone. */
  | { event: 'offered'; id: number; moveTo: Omit<MovedMessage, 'address'> | undefined }
  /** `isTaken`: something listens at the address already, perhaps another yard. `reason` is a sentence for a person, `option` what would mend it on a command line. */
  | { event: 'failed'; reason: string; option: string; isTaken: boolean }
  | { event: 'closed'; reason: string };

/** How a server lives; the other reports are about its yard. */
export type ServerLifeReport = Extract<ServerReport, { event: 'listening' | 'failed' | 'closed' }>;

export type WebReport =
  /**
   * The URLs that open the yard in a browser, the likeliest to be reached first, loopback's where this computer is in no
   * network; and the short code that may be typed at the same addresses without the token, where they need one. Reported
   * again when the URLs change.
   */
  | { event: 'listening'; urls: readonly string[]; code: string | undefined }
  /** The code from now on. */
  | { event: 'code'; code: string }
  /** No yard answers at this address yet. */
  | { event: 'unanswered'; address: string }
  | Extract<ServerReport, { event: 'failed' | 'closed' }>;

/** Close in order, and end. */
export type StopOrder = 'stop';

/** What the web shell is told besides: the yard to which it leads pages from now on, a target as text (shared/target.ts). */
export type WebOrder = StopOrder | { join: string };

/** What a server is told: besides, a line of its console, whose answer bears the same number. */
export type ServerOrder =
  | StopOrder
  | { n: number; command: string }
  /** Report the state of the yard. */
  | 'state'
  /** Ask this player to hold the yard from now on; 0 for nobody any more. */
  | { offerTo: number }
  /** Lead everybody to where the yard is from now on, and end. */
  | { moveTo: Omit<MovedMessage, 'address'> };

/** Who may come into a yard, and who has to stay outside, as its host sees it. */
export interface YardAccess {
  isLocked: boolean;
  /** The present ticket; undefined where none is asked for. */
  ticket: string | undefined;
  /** Who waits to be let in, the longest first. */
  waiting: readonly { number: number; name: string; colour: string }[];
  /** Who was banned for good, the latest first. */
  bans: readonly { identity: string; name: string }[];
  /** The ids of those whose lines are not told. */
  muted: readonly number[];
}

/**
 * The environment variable in which a server gets the resume key of its host, for whom there is always room. Not an
 * argument: those are read by all users of a machine.
 */
export const HOST_KEY_VARIABLE = 'ZEROYARD_HOST_KEY';

/**
 * The environment variable that names the file with the state of the yard that a server takes over (shared/yard-state.ts), as
 * JSON; the server removes the file. Its user's alone, and no argument, as it names everybody.
 */
export const STATE_FILE_VARIABLE = 'ZEROYARD_STATE_FILE';
/** The one in which the web shell and headless players take `--join`: an invite's ticket is no argument either. */
export const JOIN_VARIABLE = 'ZEROYARD_JOIN';
