/** What the desktop game and the programs that it starts tell each other: the server of a yard, and its web shell. */

export type ServerReport =
  | { event: 'listening'; address: string; yard: string }
  /** `isTaken`: something listens at the address already, perhaps another yard. `reason` is a sentence for a person, `option` what would mend it on a command line. */
  | { event: 'failed'; reason: string; option: string; isTaken: boolean }
  | { event: 'closed'; reason: string };

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

/**
 * The environment variable in which a server gets the resume key of its host, for whom there is always room. Not an
 * argument: those are read by all users of a machine.
 */
export const HOST_KEY_VARIABLE = 'ZEROYARD_HOST_KEY';
