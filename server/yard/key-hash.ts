import { createHash } from 'node:crypto';

/** What is told of a resume key where it itself is not: its SHA-256, as base64url of 43 characters. Deterministic. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
