import { transform } from './jest.config.mjs';

/** The tests of what is shipped: `npm run test:packaged`, which packs it first. */
/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/tests/packaged/*.test.ts'],
  transform,
  testTimeout: 90_000,
  maxWorkers: 1,
};
