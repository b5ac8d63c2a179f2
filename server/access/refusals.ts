/** Why somebody is not let in, in the words that it is told. */
import type { Refusal } from '../../shared/protocol/messages';

function refusal(code: Refusal['code'], reason: string): Refusal {
  return { address: '/refused', code, reason };
}

export const KICKED = refusal(
  'kicked',
  'The host has removed you from this yard. You may come back in a minute.',
);
export const REJECTED = refusal('kicked', 'The host did not let you in. You may ask again in a minute.');
/** Of one who is in the yard by another connection, here or at another server: or two clients would take turns for ever. */
export const REPLACED = refusal(
  'kicked',
  'You have come into this yard once more with the same key, by another connection: this one is at its end.',
);
export const BANNED = refusal('banned', 'The host has banned you from this yard.');
export const LOCKED = refusal('locked', 'This yard is locked: nobody new comes in for now.');
export const GUESTS_NOT_INVITED = refusal(
  'invite',
  'This yard takes only players who show who they are, in a /profile with an identity.',
);
export const NO_IDENTITY = refusal(
  'invite',
  'This yard takes only players with an identity: its host says whom it lets in.',
);
export const NO_TICKET = refusal(
  'invite',
  'This yard takes only who was invited: ask its host for an invite.',
);
export const WRONG_TICKET = refusal(
  'invite',
  'Your invite to this yard does not hold any more: ask its host for the present one.',
);
export const WAITING = refusal('waiting', 'The host is asked whether you may come in: wait for the answer.');
export const TOO_MANY_WAITING = refusal(
  'waiting',
  'So many wait to be let in that the host is not asked about you: try again later.',
);
