import { resolve } from 'node:path';
import { app } from 'electron';
import { bridgeWindow } from './ipc';
import { acceptInvites, isOnlyGame } from './invites';
import { installMenu } from './menu';
import { readOptions } from './options';
import { declarePageScheme, servePage } from './page';
import { Session } from './session';
import { Settings } from './settings';
import { openWindow } from './window';

const options = readOptions(process.argv, process.defaultApp);
if (options.userData !== undefined) app.setPath('userData', resolve(options.userData));
// enableSandbox would override the switch, and for root there is no sandbox.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declarePageScheme();
app.on('window-all-closed', () => app.quit());
if (isOnlyGame(options.target)) void app.whenReady().then(play);
else app.quit();

function play(): void {
  const settings = new Settings(app.getPath('userData'));
  const session = new Session({
    settings,
    profile: { ...options.anyProfile, ...settings.get('profile'), ...options.profile },
    simulation: options.simulation,
    announceOn: options.announceOn,
    target: options.target,
  });
  servePage();
  installMenu(session);
  const window = openWindow(settings, options.debug);
  bridgeWindow(window, session);
  acceptInvites(window, session);
  app.once('will-quit', (event) => {
    event.preventDefault();
    // Not in a microtask of this event, where Electron ignores it.
    void session.end().then(() => setImmediate(() => app.quit()));
  });
}
