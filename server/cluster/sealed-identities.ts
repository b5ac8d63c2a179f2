import { isKey } from '../../shared/keys';
import type { Seal } from './seal';

/** Of a sealed identity in base64url: 71 bytes. */
export const SEALED_IDENTITY_CHARACTERS = 95;

/**
 * Players' identities as servers tell them to each other: sealed, since whoever knows one can come in as that player, and NATS is
 * read by others. Each is sealed for its server and id: it is nobody else's when it is told again. Deterministic but for its seal.
 */
export class SealedIdentities {
  private readonly seal: Seal;

  constructor(seal: Seal) {
    this.seal = seal;
  }

  /** @param server at which the player is */
  write(server: string, id: number, identity: string | undefined): string {
    if (identity === undefined) return '';
    return Buffer.from(this.seal.seal(nameOf(server, id), identity)).toString('base64url');
  }

  /** Undefined where there is none; `unreadable` where no server of this yard has sealed it for that player. */
  read(server: string, id: number, sealed: string): { identity: string | undefined } | 'unreadable' {
    if (sealed === '') return { identity: undefined };
    const identity = this.seal.open(nameOf(server, id), Buffer.from(sealed, 'base64url'));
    return identity !== undefined && isKey(identity) ? { identity } : 'unreadable';
  }
}

function nameOf(server: string, id: number): string {
  return `identity ${server} ${id}`;
}
