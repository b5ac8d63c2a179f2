/** What the web shell runs in the page, before the renderer: the page's end of the bridge. */
import { BRIDGE_PORT, type FromRenderer, type ToRenderer } from '../../shared/bridge';
import { Line } from './line';
import { rememberedPreferences, rememberedProfile, rememberPreferences, rememberProfile } from './remembered';

const { port1: ours, port2: theirs } = new MessageChannel();
const tell = (message: ToRenderer) => ours.postMessage(message);
const line = new Line(bridgeUrl(), rememberedProfile(), (message) => {
  if (message.address === 'self') rememberProfile(message);
  tell(message);
});
ours.onmessage = ({ data }: MessageEvent<FromRenderer>) => {
  if (data.address === 'preferences') rememberPreferences(data);
  else line.send(data);
};
tell({ address: 'preferences', ...rememberedPreferences() });
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
