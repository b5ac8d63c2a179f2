/** What a server and the desktop game that started it tell each other. */

export type ServerReport =
  | { event: 'listening'; address: string; yard: string }
  /** `isTaken`: something listens at the address already, perhaps another yard. `reason` is a sentence for a person. */
  | { event: 'failed'; reason: string; isTaken: boolean }
  | { event: 'closed'; reason: string };

/** Close the yard in order, and end. */
export type ServerOrder = 'stop';
