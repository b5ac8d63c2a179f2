import { ipcRenderer } from 'electron';
import { BRIDGE_PORT } from '../shared/bridge';

// All that the page gets from this side: its end of the bridge. The page checks that it comes from its own window.
ipcRenderer.on(BRIDGE_PORT, ({ ports }) => window.postMessage(BRIDGE_PORT, location.origin, ports));
