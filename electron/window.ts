import { join } from 'node:path';
import { BrowserWindow, screen, session } from 'electron';
import { isOurPage, pageUrl } from './page';
import type { Settings, WindowPlace } from './settings';

const SIZE = { width: 1200, height: 800 };
/** So much of a window has to be on a screen, or it could not be caught with the mouse. */
const CATCHABLE_PX = 100;

/**
 * The game's one window: a sandboxed page that can neither navigate away, open windows, nor ask for permissions. It opens
 * where it was closed the last time.
 */
export function openWindow(settings: Settings, debug: boolean): BrowserWindow {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(isGranted(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => isGranted(permission));
  const place = settings.get('window');
  const window = new BrowserWindow({
    ...(place && isOnScreen(place) ? place : SIZE),
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: 'Zeroyard',
    icon: join(__dirname, '../../assets/icon.png'),
    backgroundColor: '#8fbf6a',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, 'preload.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      // A yard goes on when its window is behind another.
      backgroundThrottling: false,
    },
  });
  if (place?.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    settings.set('window', { ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
  );
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event, url) => {
    if (!isOurPage(url)) event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  void window.loadURL(pageUrl(debug));
  return window;
}

/** To put an invite on the clipboard when its button is pressed, and nothing else. */
function isGranted(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}

/** The screens may have changed since: one that was to the left may be gone. */
function isOnScreen(place: WindowPlace): boolean {
  const { x, y, width, height } = screen.getDisplayMatching(place).workArea;
  const overlapX = Math.min(x + width, place.x + place.width) - Math.max(x, place.x);
  // Its upper edge is what one catches it by.
  return overlapX >= CATCHABLE_PX && place.y >= y && place.y <= y + height - CATCHABLE_PX;
}
