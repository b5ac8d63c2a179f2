/**
 * Which page this is, for the shell: so that one that connects anew takes the place of its own last connection, which may look
 * open for seconds after the network went away. Nobody else is told; 128 bits, base64url.
 */
import { randomText } from './random-text';

const STORAGE_KEY = 'zeroyard.page';
const ID_BYTES = 16;

/** The id of this tab, if it was loaded again, or a new one. A tab that was opened as a copy of another gets its own. */
export function loadPageId(): string {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return (navigation?.type === 'reload' ? stored() : undefined) ?? createPageId();
}

/** A new one, for this tab from now on. */
export function createPageId(): string {
  const id = randomText(ID_BYTES);
  try {
    sessionStorage.setItem(STORAGE_KEY, id);
  } catch {
    // A private window: a reloaded page is another one.
  }
  return id;
}

function stored(): string | undefined {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
