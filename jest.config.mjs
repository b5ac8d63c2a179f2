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
      // And in a secured yard; not the attacks on ZMTP itself, which have a conversation of their own for CURVE.
      displayName: 'secured',
      testMatch: [
        '<rootDir>/tests/{peers,players,faults-attacks,faults-churn,faults-connections,faults-relay}.test.ts',
        '<rootDir>/tests/{faults-slow-reader,faults-stall}.test.ts',
      ],
      globalSetup: '<rootDir>/tests/support/build.ts',
      globals: { TRANSPORT: 'zmtp', SECURED: true },
      transform,
      ...withZeromq,
    },
  ],
  testTimeout: 30_000,
  maxWorkers: 2,
};
