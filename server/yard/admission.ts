import { KEY_MAX_CHARACTERS, PROTOCOL_VERSION } from '../../shared/config';
import { isKey } from '../../shared/keys';
import { cleanProfile, validateProfile, type Profile } from '../../shared/profile';
import type { MovedMessage, ProfileMessage, Refusal } from '../../shared/protocol/messages';
import type { YardPlayer } from './yard-player';

/** Whether somebody is let in, and as whom. `evicted` is the guest that made room; `moved` is where it finds the yard now. */
export type Admission =
  { ok: true; player: YardPlayer; evicted?: YardPlayer | undefined } | Rejection | Led | typeof TOO_OFTEN;
export type Led = { ok: false; refusal: undefined; moved: MovedMessage };
export type Rejection = { ok: false; refusal: Refusal };
/** Its connection is over its budget for arrivals or profiles: dropped like any flood, with no answer of its own. */
export const TOO_OFTEN = { ok: false, refusal: undefined } as const;

/** @param reason a sentence for a person */
export function reject(code: Refusal['code'], reason: string): Rejection {
  return { ok: false, refusal: { address: '/refused', code, reason } };
}

/** Checks a profile as it came from the wire: as it is to be shown, or why it is refused. */
export function checkProfile({
  protocol,
  name,
  colour,
  key,
  identity,
}: ProfileMessage): { ok: true; profile: Profile } | Rejection {
  const rejection = checkProtocol(protocol);
  if (rejection) return rejection;
  const profile = cleanProfile({ name, colour });
  const error = validateProfile(profile) ?? validateKey(key) ?? validateIdentity(identity);
  return error === undefined ? { ok: true, profile } : reject('profile', error);
}

/** Why somebody is refused who speaks this protocol; undefined where it is ours. */
export function checkProtocol(protocol: number): Rejection | undefined {
  if (protocol === PROTOCOL_VERSION) return undefined;
  const versions = `(protocol ${protocol}, here ${PROTOCOL_VERSION})`;
  return reject(
    'protocol',
    protocol < PROTOCOL_VERSION
      ? `Your game is older than this yard ${versions}: update it.`
      : `Your game is newer than this yard ${versions}: its host has to update.`,
  );
}

function validateKey(key: string | undefined): string | undefined {
  const isFine = key === undefined || (key !== '' && key.length <= KEY_MAX_CHARACTERS);
  return isFine ? undefined : `A key has 1 to ${KEY_MAX_CHARACTERS} characters.`;
}

function validateIdentity(identity: string | undefined): string | undefined {
  const isFine = identity === undefined || isKey(identity);
  return isFine ? undefined : 'An identity is 32 bytes in base64url: 43 characters.';
}
