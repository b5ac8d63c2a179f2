import { transform } from './jest.config.mjs';

/** The tests that open real windows: `npm run test:e2e`, which needs Electron and a display. */
/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/tests/e2e/*.test.ts'],
  transform,
  testTimeout: 60_000,
  maxWorkers: 1,
  workerIdleMemoryLimit: 0,
};
