/** Why the person of this tab had to leave the yard: a page that is loaded again does not lead them back by itself. */
import type { ToRenderer } from '../../shared/bridge';

const STORAGE_KEY = 'zeroyard.removal';

/** A sentence; undefined for who was not removed, or has entered since. */
export function loadRemoval(): string | undefined {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? undefined;
  } catch {
    // A private window: the yard itself refuses who comes back.
    return undefined;
  }
}

/** Learns from what the shell told. */
export function followRemoval(message: ToRenderer): void {
  try {
    if (message.address === 'enter') sessionStorage.removeItem(STORAGE_KEY);
    if (message.address === 'lobby' && message.isRemoved)
      sessionStorage.setItem(STORAGE_KEY, message.notice ?? '');
  } catch {
    // As above.
  }
}
