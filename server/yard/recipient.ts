import type { ControlMessage } from '../../shared/protocol/messages';
import type { Member } from '../interest/member';

/** Somebody who is told what happens in the yard: a player, or a spectator. */
export interface Recipient extends Member {
  /** The `/yard` that it is told. */
  readonly yardMessage: ControlMessage;
  /** The `/your/profile` that it is told; undefined for who has no profile. */
  readonly yourProfile: ControlMessage | undefined;
  /** False from the moment it left; the object is then of no more use. */
  readonly isPresent: boolean;
  /** When it was told all profiles anew. */
  fullRosterMs: number;
  /** Is told of every motion whatever a crowd there is, as a recorder is: it has no budget and no area of interest. */
  readonly isUnlimited?: boolean;
}

/** How many spectators look on by a connection. */
export function countOf(spectators: ReadonlySet<Recipient>): number {
  let count = 0;
  for (const { isUnlimited } of spectators) if (!isUnlimited) count++;
  return count;
}
