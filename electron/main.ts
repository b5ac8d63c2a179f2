import { join } from 'node:path';
import { app } from 'electron';
import { ignoreClosedOutput } from '../cli/closed-output';
import { PrivateFile } from '../cli/private-file';
import { loadSecret } from '../client/identity';
import { useDataFolder } from './data-folder';
import { bridgeWindow } from './ipc';
import { acceptInvites, acquireSingleInstance } from './invites';
import { lockPages } from './lockdown';
import { installMenu } from './menu';
import { readOptions } from './options';
import { declarePageScheme, servePage } from './page';
import { recoverPage } from './page-recovery';
import { quitInOrder } from './quitting';
import { DesktopSession } from './session';
import { Settings } from './settings';
import { openWindow, placeWindow } from './window';

ignoreClosedOutput(process);
const options = readOptions(process.argv, process.defaultApp);
const dataFolder = useDataFolder(options.dataDir);
// enableSandbox would override the switch, and for root there is no sandbox.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// Or Chromium keeps a page from its graphics for minutes once their process has crashed twice.
app.disableDomainBlockingFor3DAPIs();
declarePageScheme();
app.on('window-all-closed', () => app.quit());
if (acquireSingleInstance(options.target)) void app.whenReady().then(play);
else app.quit();

function play(): void {
  lockPages();
  servePage();
  const window = openWindow(options.debug);
  // Reading them takes long, and while it does the page is loaded.
  const settings = new Settings(dataFolder);
  const session = new DesktopSession({
    settings,
    profile: { ...options.anyProfile, ...settings.get('profile'), ...options.profile },
    identity: loadSecret(new PrivateFile(join(dataFolder, 'identity.key'))),
    simulation: options.simulation,
    server: { announceOn: options.announceOn, keysFolder: join(dataFolder, 'keys') },
    target: options.target,
  });
  placeWindow(window, settings);
  installMenu(session);
  bridgeWindow(window, session);
  recoverPage(window);
  acceptInvites(window, session);
  quitInOrder(window, session);
}
