import { transform, withZeromq } from './jest.config.mjs';

/** What measures frames, and so has the machine to itself: `--selectProjects motion`. */
const MOTION = 'motion,motion-latency,motion-network,simulated-network,walking,gamepad,camera';

const window = {
  globalSetup: '<rootDir>/tests/e2e/displays.mjs',
  transform,
  ...withZeromq,
  testEnvironment: '<rootDir>/tests/e2e/environment.mjs',
};

/**
 * The tests that open real windows: `npm run test:e2e`, which needs Electron and a display. All but those of motion may run
 * in several workers (`--selectProjects windows --maxWorkers 2`): each has a display of its own.
 */
/** @type {import('jest').Config} */
export default {
  projects: [
    { displayName: 'windows', testMatch: [`<rootDir>/tests/e2e/!({${MOTION}}).test.ts`], ...window },
    { displayName: 'motion', testMatch: [`<rootDir>/tests/e2e/{${MOTION}}.test.ts`], ...window },
  ],
  testTimeout: 60_000,
  maxWorkers: 1,
};
