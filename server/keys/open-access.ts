import { AccessRules, type AccessOptions } from '../access/access-rules';
import { AccessFiles, createTicket } from './kept-access';

/** The known identities are written so often at most: one by one they would be written as often as somebody comes. */
const WRITE_INTERVAL_MS = 5000;

/**
 * Who may come in, as it was kept; where a ticket is asked for and there is none, with a new one.
 * @param warn is told in a sentence what cannot be kept: it holds until the server ends
 * @throws an Error with a sentence for a person when what was kept cannot be read
 */
export function openAccess(
  options: AccessOptions,
  files: AccessFiles,
  warn: (sentence: string) => void,
): AccessRules {
  const kept = files.read();
  if (!options.invitedOnly) return new AccessRules(options, { ...kept, ticket: undefined });
  const ticket = kept.ticket ?? createTicket();
  if (kept.ticket === undefined) tryToKeep(() => files.writeTicket(ticket), warn);
  return new AccessRules(options, { ...kept, ticket });
}

/** Keeps the known identities while the server runs. Returns what keeps them at its end. */
export function keepKnown(
  access: AccessRules,
  files: AccessFiles,
  warn: (sentence: string) => void,
): () => void {
  let isWarned = false;
  const keep = () => {
    isWarned = !tryToKeep(() => files.writeKnown(access), isWarned ? () => undefined : warn);
  };
  const timer = setInterval(keep, WRITE_INTERVAL_MS).unref();
  return () => {
    clearInterval(timer);
    keep();
  };
}

function tryToKeep(write: () => void, warn: (sentence: string) => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    warn(`What holds now holds until the server ends, since it cannot be kept: ${(error as Error).message}`);
    return false;
  }
}
