/** What the web shell runs in the page, before the renderer: the page's end of the bridge. */
import { BRIDGE_PORT, type FromRenderer, type ToRenderer } from '../../shared/bridge';
import { ReconnectingSocket } from './reconnecting-socket';
import { loadPreferences, loadProfile, storePreferences, storeProfile } from './stored-settings';

const { port1: ours, port2: theirs } = new MessageChannel();
const post = (message: ToRenderer) => ours.postMessage(message);
const socket = new ReconnectingSocket(bridgeUrl(), loadProfile(), (message) => {
  if (message.address === 'self') storeProfile(message);
  post(message);
});
ours.onmessage = ({ data }: MessageEvent<FromRenderer>) => {
  if (data.address === 'preferences') storePreferences(data);
  else socket.send(data);
};
post({ address: 'preferences', ...loadPreferences() });
// The renderer listens by then, since its script has run; so long the port keeps what it is told.
document.addEventListener('DOMContentLoaded', () =>
  window.postMessage(BRIDGE_PORT, location.origin, [theirs]),
);

function bridgeUrl(): URL {
  const url = new URL('/bridge', location.href);
  url.protocol = 'ws:';
  url.search = location.search;
  return url;
}
