/** @type {Record<string, [string, import('ts-jest').TsJestTransformerOptions]>} */
export const transform = { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tests/tsconfig.json' }] };

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      displayName: 'unit',
      testMatch: ['<rootDir>/{shared,server,player,electron,renderer}/**/*.test.ts'],
      transform,
    },
    {
      displayName: 'processes',
      testMatch: ['<rootDir>/tests/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/build.ts',
      transform,
    },
  ],
  testTimeout: 30_000,
  // A process of its own for each file: zeromq's addon keeps hold of the sandbox of the file that loaded it first.
  maxWorkers: 2,
  workerIdleMemoryLimit: 0,
};
