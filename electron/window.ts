import { join } from 'node:path';
import { BrowserWindow, session } from 'electron';
import { isOurPage, pageUrl } from './page';

/** The game's one window: a sandboxed page that can neither navigate away, open windows, nor ask for permissions. */
export function openWindow(debug: boolean): BrowserWindow {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  const window = new BrowserWindow({
    width: 1200,
    height: 800,
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
  window.once('ready-to-show', () => window.show());
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event, url) => {
    if (!isOurPage(url)) event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  void window.loadURL(pageUrl(debug));
  return window;
}
