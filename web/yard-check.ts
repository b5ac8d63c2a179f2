import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Address } from '../shared/address';

/** A yard that is opened together with the shell listens by then. */
const PATIENCE_MS = 3000;
const TRY_INTERVAL_MS = 500;

/** Whether something listens at the yard's address, now or soon; a shell whose yard does not answer waits for it in silence. */
export async function isYardOpen(yard: Address): Promise<boolean> {
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    if (await isListening(yard)) return true;
    if (performance.now() >= endMs) return false;
    await pause(TRY_INTERVAL_MS);
  }
}

async function isListening({ host, port }: Address): Promise<boolean> {
  const socket = connect({ host, port, timeout: PATIENCE_MS });
  socket.on('timeout', () => socket.destroy(new Error('No answer.')));
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
