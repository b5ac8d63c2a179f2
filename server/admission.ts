import { KEY_MAX_CHARACTERS, PROTOCOL_VERSION, RESUME_MS } from '../shared/config';
import { cleanProfile, profileFault, type Profile } from '../shared/profile';
import type { PlayerMessage, ServerMessage } from '../shared/protocol';

export type ProfileMessage = Extract<PlayerMessage, { address: '/profile' }>;
export type Refusal = Extract<ServerMessage, { address: '/refused' }>;

/** Makes a refusal; the reason is a sentence for a person. */
export function refusal(code: Refusal['code'], reason: string): Refusal {
  return { address: '/refused', code, reason };
}

/** Reads a profile as it came from the wire: as it is to be shown, or why it is refused. */
export function readProfile({ protocol, name, color, key }: ProfileMessage): Profile | Refusal {
  if (protocol !== PROTOCOL_VERSION) {
    const which = protocol < PROTOCOL_VERSION ? 'Your game is older' : 'Your game is newer';
    return refusal(
      'protocol',
      `${which} than this yard (protocol ${protocol}, here ${PROTOCOL_VERSION}): update the older.`,
    );
  }
  const profile = cleanProfile({ name, color });
  const keyFault = key !== undefined && (key === '' || key.length > KEY_MAX_CHARACTERS);
  const fault =
    profileFault(profile) ?? (keyFault ? `A key has 1 to ${KEY_MAX_CHARACTERS} characters.` : undefined);
  return fault === undefined ? profile : refusal('profile', fault);
}

/** Remembers for a while which id went with which key, so that who comes back is who it was. Pure. */
export class Departures {
  private readonly byKey = new Map<string, { id: number; leftMs: number }>();

  add(key: string, id: number, nowMs: number): void {
    this.byKey.set(key, { id, leftMs: nowMs });
  }

  /** The id that left with this key not long ago. */
  idOf(key: string): number | undefined {
    return this.byKey.get(key)?.id;
  }

  /** Its player is back. */
  forget(key: string): void {
    this.byKey.delete(key);
  }

  expire(nowMs: number): void {
    for (const [key, { leftMs }] of this.byKey) if (nowMs - leftMs > RESUME_MS) this.byKey.delete(key);
  }
}
