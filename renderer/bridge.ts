import { BRIDGE_PORT, type Bridge, type ToRenderer } from '../shared/bridge';

/** Waits for the shell to hand over its port, and makes the bridge of it. A new port replaces the old one. */
export function connectBridge(): Bridge {
  let port: MessagePort | undefined;
  let listener: ((message: ToRenderer) => void) | undefined;
  window.addEventListener('message', (event) => {
    if (event.source !== window || event.data !== BRIDGE_PORT || !event.ports[0]) return;
    port?.close();
    port = event.ports[0];
    port.onmessage = ({ data }: MessageEvent<ToRenderer>) => listener?.(data);
  });
  return {
    send: (message) => port?.postMessage(message),
    listen: (newListener) => (listener = newListener),
  };
}
