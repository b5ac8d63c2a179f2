import { MessageChannelMain, type BrowserWindow, type MessagePortMain } from 'electron';
import { Player } from '../player/player';
import { BRIDGE_PORT, readFromRenderer, type ToRenderer } from '../shared/bridge';
import type { Profile } from '../shared/profile';
import { isOurPage } from './page';

/**
 * Puts a player in front of a person: each page that the window loads gets a port, and is a player from then on.
 * Returns what takes that player out of the yard again.
 */
export function bridgeWindow(window: BrowserWindow, server: string, profile: Profile): () => void {
  let leave: (() => void) | undefined;
  window.webContents.on('did-finish-load', () => {
    leave?.();
    leave = undefined;
    if (!isOurPage(window.webContents.getURL())) return;
    const { port1: ours, port2: theirs } = new MessageChannelMain();
    leave = playThrough(ours, server, profile);
    // Only the page in this window holds the other end, so nobody else can send.
    window.webContents.postMessage(BRIDGE_PORT, null, [theirs]);
  });
  return () => leave?.();
}

function playThrough(port: MessagePortMain, server: string, profile: Profile): () => void {
  const tell = (message: ToRenderer): void => port.postMessage(message);
  tell({ address: 'self', ...profile });
  tell({ address: 'connection', state: 'connecting', server });
  const player = new Player(server, profile, {
    onState: (state) => tell({ address: 'connection', state, server }),
    onMessage: tell,
  });
  port.on('message', ({ data }) => {
    const message = readFromRenderer(data);
    if (message?.address === '/position') player.move(message);
  });
  port.start();
  return () => {
    player.leave();
    port.close();
  };
}
