import { app, dialog, type BrowserWindow } from 'electron';

/** A page that crashes again so soon would do so for ever. */
const LOOP_MS = 10_000;
/** Nobody would see more of a page that ended in order, and one that could not be started cannot be started again. */
const FINAL_REASONS: ReadonlySet<string> = new Set(['clean-exit', 'launch-failed', 'integrity-failure']);

/**
 * Loads the page again when its process has crashed, or was ended by a system that is short of memory: the session
 * outlives it, and tells the new page everything. After two crashes within seconds the person decides.
 */
export function recoverPage(window: BrowserWindow): void {
  let crashedMs = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (FINAL_REASONS.has(reason)) return;
    const isLoop = performance.now() - crashedMs < LOOP_MS;
    crashedMs = performance.now();
    if (isLoop) void ask(window, reason);
    // Not within the event, while Electron is still taking the old process down.
    else setImmediate(() => reload(window));
  });
}

async function ask(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'What is in this window has stopped twice',
    detail: `The system says: ${reason}. Other programs may leave it too little memory.`,
    buttons: ['Try again', 'Quit'],
    cancelId: 1,
  });
  if (response === 0) reload(window);
  else app.quit();
}

function reload(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.webContents.reload();
}
