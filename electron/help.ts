import { app, BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import { LICENCES_URL } from './page';
import { ICON } from './window';

/** What the menu offers to who wants to know more of the game. */
export function helpItems(): MenuItemConstructorOptions[] {
  app.setAboutPanelOptions({
    applicationName: 'Zeroyard',
    applicationVersion: app.getVersion(),
    copyright: 'MIT licence',
    credits: versions(),
    iconPath: ICON,
    // On Linux the panel shows no credits.
    ...(process.platform === 'linux' && { copyright: `MIT licence\n${versions()}` }),
  });
  return [
    { label: 'Licences', click: showLicences },
    { label: 'About Zeroyard', click: () => app.showAboutPanel() },
  ];
}

/** A window with text and no bridge. It closes with the game's. */
function showLicences(): void {
  const parent = BrowserWindow.getFocusedWindow();
  const window = new BrowserWindow({
    ...(parent && { parent }),
    ...{ width: 720, height: 800, title: 'Zeroyard: Licences', icon: ICON, autoHideMenuBar: true },
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  void window.loadURL(LICENCES_URL);
}

function versions(): string {
  const { electron, chrome, node } = process.versions;
  return `Electron ${electron}, Chromium ${chrome}, Node ${node}`;
}
