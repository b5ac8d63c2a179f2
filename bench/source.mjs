// TypeScript for the scripts here, which run without a build: the product's, gathered in product.ts, and bench's own.
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ROOT } from '../scripts/setup.mjs';

/** @template T @param {string} file below the project's folder @returns {Promise<T>} */
export async function source(file) {
  /** @type {{ module: T }} */
  const { module } = await runnerImport(join(ROOT, file), {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
  });
  return module;
}

/** @type {typeof import('./product')} */
export const product = await source('bench/product.ts');

/** The client, which opens sockets: only what records loads it. */
export async function loadClient() {
  /** @type {typeof import('../client/yard-client')} */
  const { YardClient } = await source('client/yard-client.ts');
  /** @type {typeof import('../shared/simulation')} */
  const { parseSimulation } = await source('shared/simulation.ts');
  /** @type {typeof import('../client/dealer')} */
  const { createDealer } = await source('client/dealer.ts');
  /** @type {typeof import('../client/simulated-network')} */
  const { SimulatedNetwork } = await source('client/simulated-network.ts');
  return { createDealer, parseSimulation, SimulatedNetwork, YardClient };
}
