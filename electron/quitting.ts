import { app, powerMonitor, type BrowserWindow } from 'electron';
import type { DesktopSession } from './session';

/**
 * Has the session say goodbye before the game ends, in its own bounded time, however often it is asked to end: Ctrl+C
 * comes twice, from the terminal and from `npm start`, and at the second one Chromium would end without a word.
 *
 * A person who hosts others is asked first; a signal and the end of the system's session ask nobody.
 */
export function quitInOrder(window: BrowserWindow, session: DesktopSession): void {
  let isOver = false;
  let isDecided = false;
  let goodbye: Promise<void> | undefined;
  const quit = () => {
    isDecided = true;
    app.quit();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);
  // Elsewhere a session ends by a signal.
  if (process.platform === 'darwin') powerMonitor.on('shutdown', () => (isDecided = true));
  window.on('session-end', () => (isDecided = true));
  session.closing.onQuit = quit;
  window.on('close', (event) => {
    // A page that is gone asks nobody.
    if (isDecided || window.webContents.isCrashed() || session.closing.mayQuit(performance.now())) return;
    event.preventDefault();
    if (window.isMinimized()) window.restore();
    window.show();
  });
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
