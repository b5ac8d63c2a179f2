/**
 * By which a secured yard knows a player again: an identity of its own for each server, computed from a secret that stays
 * with the player. So no server can be that player at another one.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { PrivateFile } from '../cli/private-file';
import { isKey } from '../shared/keys';
import { splitTarget } from '../shared/target';

/** Of the secret. */
const SECRET_BYTES = 32;

/** Computes the identity at the server with this public key (shared/keys.ts). */
export type Identify = (serverKey: string) => string;

/** What a player shows a secured yard besides its profile; nothing in an open one. */
export interface Credentials {
  identity?: string;
  ticket?: string;
}

/** A new secret, 32 bytes as text. */
export function createSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Identities under a secret: base64url of the HMAC-SHA-256 (RFC 2104) of the 32 bytes of the server's public key. */
export function identifyBy(secret: string): Identify {
  const key = Buffer.from(secret, 'base64url');
  return (serverKey) =>
    createHmac('sha256', key).update(Buffer.from(serverKey, 'base64url')).digest('base64url');
}

/**
 * @param server a target as text (shared/target.ts)
 * @param identify by default by a secret of nobody else
 */
export function credentialsAt(server: string, identify = identifyBy(createSecret())): Credentials {
  const { serverKey, ticket } = splitTarget(server);
  if (serverKey === undefined) return {};
  return { identity: identify(serverKey), ...(ticket !== undefined && { ticket }) };
}

/**
 * The secret in a file, which is made where there is none. One that cannot be read is kept as it is, and one that cannot be
 * written is not: there is a secret of this run then, and `fault` says so in a sentence for a person.
 */
export function loadSecret(file: PrivateFile): { secret: string; fault: string | undefined } {
  const secret = createSecret();
  try {
    const kept = file.read()?.trim();
    if (kept === undefined) file.write(`${secret}\n`);
    else if (isKey(kept)) return { secret: kept, fault: undefined };
    else throw new Error(`${file.path} is damaged, and is left as it is.`);
    return { secret, fault: undefined };
  } catch (error) {
    return { secret, fault: `${(error as Error).message} ${OF_THIS_RUN}` };
  }
}

const OF_THIS_RUN = 'Secured yards know you again by that file; in this run you are somebody new to them.';
