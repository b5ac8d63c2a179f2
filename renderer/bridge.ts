import { BRIDGE_PORT, type Bridge, type ToRenderer } from '../shared/bridge';

/** Resolves once the shell has handed over its port. To be called before the page is loaded, when the shell does so. */
export function connectBridge(): Promise<Bridge> {
  return new Promise((resolve) => {
    window.addEventListener('message', function receivePort({ source, data, ports: [port] }) {
      if (source !== window || data !== BRIDGE_PORT || !port) return;
      window.removeEventListener('message', receivePort);
      resolve({
        send: (message) => port.postMessage(message),
        // A port keeps what it is told until somebody listens.
        listen: (listener) => (port.onmessage = ({ data }: MessageEvent<ToRenderer>) => listener(data)),
      });
    });
  });
}
