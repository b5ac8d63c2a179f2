import { app, type BrowserWindow } from 'electron';
import { INVITE_SCHEME } from '../shared/target';
import { EarlyInvites, secondTarget, type SecondInstanceData } from './early-invites';
import type { DesktopSession } from './session';

const invites = new EarlyInvites();

/**
 * One game for each profile: a second start hands its invite to the one that runs, and ends. To be called before the game is
 * ready: from then on no invite is lost, whether it is clicked or given to a second start.
 * @returns false when this is the second
 */
export function acquireSingleInstance(target: string | undefined): boolean {
  app.on('second-instance', (_event, argv, _folder, data) => invites.put(secondTarget(data, argv)));
  // macOS
  app.on('open-url', (event, url) => {
    event.preventDefault();
    invites.put(url);
  });
  if (app.requestSingleInstanceLock({ target } satisfies SecondInstanceData)) return true;
  process.stdout.write(
    'Zeroyard runs already: its window is shown. For a second player start it with --data-dir DIR.\n',
  );
  return false;
}

/** Has invites come to the session, those too that came before. */
export function acceptInvites(window: BrowserWindow, session: DesktopSession): void {
  // A developer's copy must not take the invites of an installed game.
  if (app.isPackaged) app.setAsDefaultProtocolClient(INVITE_SCHEME);
  invites.take((target) => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    if (target !== undefined) session.join(target);
  });
}
