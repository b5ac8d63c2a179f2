/** What is said of recordings to people. */

/** Why one ended: its host wanted it, it came to its limit, or it could not go on. */
export type End = { why: 'stop' } | { why: 'limit' | 'fault'; words: string };

export const SLOW = 'the disk is too slow for it';

/** Why a recording cannot be written any more, to stand behind a colon. */
export function faultWords({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOSPC') return 'the disk is full';
  if (code === 'EDQUOT') return 'as much of the disk as its user may have is full';
  return message;
}

/** Why one cannot begin. */
export function openFaultWords(path: string, { code, message }: NodeJS.ErrnoException): string {
  const where = `The yard cannot be recorded to ${path}`;
  switch (code) {
    case 'EEXIST':
      return `${where}: there is such a file already. Name another one.`;
    case 'ENOENT':
      return `${where}: there is no such folder. Make it, or name another one.`;
    case 'EISDIR':
      return `${where}: it is a folder. Name a file in it.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${where}: it may not be written there. Name another folder.`;
    default:
      return `${where}: ${message}.`;
  }
}

/** That one ended, and what it holds. */
export function endWords(
  end: End,
  what: { path: string; bytes: number; durationMs: number; compressed: string | undefined },
): string {
  const { path, bytes, durationMs, compressed } = what;
  const size = `${(durationMs / 1000).toFixed(0)} s, ${(bytes / 1e6).toFixed(1)} MB`;
  const later = compressed === undefined ? '' : ` It is being compressed to ${compressed}.`;
  if (end.why === 'fault')
    return `The recording ${path} has ended after ${size}, and the yard goes on: ${end.words}.`;
  if (end.why === 'limit')
    return `The recording ${path} has ended at its limit of ${end.words} (${size}).${later}`;
  return `The yard is recorded no more: ${path} (${size}).${later}`;
}
