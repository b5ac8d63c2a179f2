import { app } from 'electron';
import type { DesktopSession } from './session';

/**
 * Has the session say goodbye before the game ends, in its own bounded time, however often it is asked to end: Ctrl+C
 * comes twice, from the terminal and from `npm start`, and at the second one Chromium would end without a word.
 */
export function quitInOrder(session: DesktopSession): void {
  let isOver = false;
  let goodbye: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  app.on('will-quit', (event) => {
    if (isOver) return;
    event.preventDefault();
    // A goodbye that fails keeps nobody here.
    goodbye ??= session.end().finally(() => {
      isOver = true;
      // Not in a microtask of this event, where Electron ignores it.
      setImmediate(() => app.quit());
    });
  });
}
