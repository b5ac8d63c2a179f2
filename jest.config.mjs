/** @type {Record<string, [string, import('ts-jest').TsJestTransformerOptions]>} */
export const transform = { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tests/tsconfig.json' }] };

/**
 * For tests of what imports zeromq, with a socket or without: one file that loaded it by itself would break it for all that
 * follow in its worker (environment.mjs).
 */
export const withZeromq = {
  testEnvironment: '<rootDir>/tests/support/environment.mjs',
  moduleNameMapper: {
    '^zeromq$': '<rootDir>/tests/support/zeromq.cjs',
    '^conf$': '<rootDir>/tests/support/conf.cjs',
  },
};

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      displayName: 'unit',
      testMatch: ['<rootDir>/{shared,cli,server,client,electron,web,renderer,bench}/**/*.test.ts'],
      transform,
      ...withZeromq,
    },
    {
      displayName: 'processes',
      testMatch: ['<rootDir>/tests/*.test.ts', '<rootDir>/tests/web/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/build.ts',
      transform,
      ...withZeromq,
    },
    {
      // What is said to a server over ZeroMQ, once more on our own Router, where the secured yards below do not say it.
      displayName: 'zmtp',
      testMatch: ['<rootDir>/tests/{peers,operation,examples,faults-*}.test.ts'],
      testPathIgnorePatterns: ['/tests/faults-(churn|connections|relay|stall)\\.test\\.ts$'],
      globalSetup: '<rootDir>/tests/support/build.ts',
      globals: { TRANSPORT: 'zmtp' },
      transform,
      ...withZeromq,
    },
    {
      // And in a secured yard. Not operation and examples, which start servers with options of their own; and not the tests zmtp-*, to
      // which curve-* and secured* answer. Of the sieges those run for which the channel makes a difference (isSecured).
      displayName: 'secured',
      testMatch: ['<rootDir>/tests/{peers,players,faults-*}.test.ts'],
      globalSetup: '<rootDir>/tests/support/build.ts',
      globals: { TRANSPORT: 'zmtp', SECURED: true },
      transform,
      ...withZeromq,
    },
  ],
  testTimeout: 30_000,
  maxWorkers: 2,
};
