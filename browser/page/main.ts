/** What the web shell runs in the page, before the renderer: the page's end of the bridge. */
import { BRIDGE_PORT, type FromRenderer } from '../../shared/bridge';
import { Line } from './line';
import { remember, remembered } from './remembered';

const { port1: ours, port2: theirs } = new MessageChannel();
const line = new Line(bridgeUrl(), remembered(), (message) => {
  if (message.address === 'self') remember(message);
  ours.postMessage(message);
});
ours.onmessage = ({ data }: MessageEvent<FromRenderer>) => line.send(data);
// The renderer listens by then, since its script has run; so long the port keeps what it is told.
document.addEventListener('DOMContentLoaded', () =>
  window.postMessage(BRIDGE_PORT, location.origin, [theirs]),
);

function bridgeUrl(): string {
  const url = new URL('/bridge', location.href);
  url.protocol = 'ws:';
  url.search = location.search;
  return url.href;
}
