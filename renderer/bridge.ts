import { BRIDGE_PORT, type Bridge, type ToRenderer } from '../shared/bridge';

/** Waits for the shell to hand over its port, and makes the bridge of it. */
export function connectBridge(): Bridge {
  let port: MessagePort | undefined;
  let listener: ((message: ToRenderer) => void) | undefined;
  // A port keeps what it is told until somebody listens.
  const start = (): void => {
    if (port && listener) port.onmessage = ({ data }: MessageEvent<ToRenderer>) => listener?.(data);
  };
  window.addEventListener('message', (event) => {
    if (event.source !== window || event.data !== BRIDGE_PORT || port) return;
    port = event.ports[0];
    start();
  });
  return {
    send: (message) => port?.postMessage(message),
    listen: (newListener) => {
      listener = newListener;
      start();
    },
  };
}
