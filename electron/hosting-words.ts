/** What a host is told of the yard, apart from what opens it. */
import type { CommandAnswer } from '../shared/host-commands';

/** @param waitMs until it may be opened anew once more */
export function tooSoonWords(waitMs: number): string {
  return `The yard was opened anew a moment ago, and players follow it only so often: try again in ${Math.ceil(waitMs / 1000)} s.`;
}

export const HANDED_OVER =
  'The yard is handed over, and you are in it as a player. Whom you removed or banned is not known there: tell its new host. Phones have to be invited there again.';

export const NOT_OPEN: CommandAnswer = { text: 'This yard is not open any more.', isError: true };
const RESTARTED = 'The yard’s server stopped by a fault and was started again.';
const UNLOCKED = 'It is not locked any more: lock it again when all are back.';

export function restartedWords(wasLocked: boolean): string {
  return wasLocked ? `${RESTARTED} ${UNLOCKED}` : RESTARTED;
}
