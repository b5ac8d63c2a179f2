import { app, session, type WebContents } from 'electron';
import { isOurPage } from './page';

/**
 * Locks every page that is opened from now on: none can leave for a strange one, open windows, embed others, or be
 * granted a permission. docs/security.md has the whole list.
 */
export function lockPages(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(isGranted(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => isGranted(permission));
  app.on('web-contents-created', (_event, contents) => lock(contents));
}

function lock(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event, url) => {
    if (!isOurPage(url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** To put an invite on the clipboard when its button is pressed, and nothing else. */
function isGranted(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}
