/**
 * The built server as the desktop game runs it, under Node: what the game orders and what the server reports goes through
 * Node's own channel to the parent, in place of Electron's. The arguments are those of the server.
 */
import { createRequire } from 'node:module';

const parentPort = {
  /** @param {string} event @param {(message: { data: unknown }) => void} listener */
  on: (event, listener) => process.on(event, (data) => listener({ data })),
  /** @param {unknown} report */
  postMessage: (report) => process.send?.(report),
};
Object.assign(process, { parentPort });
createRequire(import.meta.url)('../../.vite/build/server.js');
