// The project's own TypeScript, for scripts that run without a build.
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ROOT } from '../setup.mjs';

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

/** @type {typeof import('../../shared/random')} */
export const { seeded } = await source('shared/random.ts');
/** @type {typeof import('../../shared/movement')} */
export const { step } = await source('shared/movement.ts');
/** @type {typeof import('../../shared/pacing')} */
export const { PositionPacer } = await source('shared/pacing.ts');
/** @type {typeof import('../../renderer/motion/interpolation')} */
export const { Interpolation } = await source('renderer/motion/interpolation.ts');
/** @type {typeof import('../../renderer/motion/server-clock')} */
export const { ServerClock } = await source('renderer/motion/server-clock.ts');
