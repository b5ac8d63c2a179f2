import { resolve } from 'node:path';
import { app, dialog } from 'electron';
import { formatAddress } from '../shared/address';
import { DEFAULT_HOST, DEFAULT_PORT } from '../shared/config';
import { hostYard, type Hosted } from './host';
import { bridgeWindow } from './ipc';
import { readOptions } from './options';
import { declarePageScheme, servePage } from './page';
import { openWindow } from './window';

const HERE = { host: DEFAULT_HOST, port: DEFAULT_PORT };

const options = readOptions(process.argv, process.defaultApp);
if (options.userData !== undefined) app.setPath('userData', resolve(options.userData));
// enableSandbox would override the switch, and for root there is no sandbox.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declarePageScheme();
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(play);

async function play(): Promise<void> {
  servePage();
  const window = openWindow(options.debug);
  const leaveYard = bridgeWindow(window, formatAddress(options.join ?? HERE), options.profile);
  const hosted = options.join ? undefined : await openOwnYard();
  app.once('will-quit', (event) => {
    leaveYard();
    if (!hosted) return;
    event.preventDefault();
    void hosted.stop().then(() => app.quit());
  });
}

/** Without --join: the yard on this computer. Where one listens already, that is it. */
async function openOwnYard(): Promise<Hosted | undefined> {
  try {
    return await hostYard(HERE, `${options.profile.name}'s yard`);
  } catch (error) {
    dialog.showErrorBox('The yard could not be opened', (error as Error).message);
    return undefined;
  }
}
