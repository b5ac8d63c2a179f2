import { MessageChannelMain, type BrowserWindow } from 'electron';
import { BRIDGE_PORT, readFromRenderer } from '../shared/bridge';
import { isOurPage } from './page';
import type { DesktopSession } from './session';

/** Gives each page that the window loads its end of a bridge to the session. */
export function bridgeWindow(window: BrowserWindow, session: DesktopSession): void {
  window.webContents.on('did-finish-load', () => {
    if (!isOurPage(window.webContents.getURL())) return;
    const { port1: ours, port2: theirs } = new MessageChannelMain();
    ours.on('message', ({ data }) => {
      const message = readFromRenderer(data);
      if (message) session.handle(message);
    });
    ours.start();
    session.attachPage((message) => ours.postMessage(message));
    // Only the page in this window holds the other end, so nobody else can send.
    window.webContents.postMessage(BRIDGE_PORT, null, [theirs]);
  });
}
