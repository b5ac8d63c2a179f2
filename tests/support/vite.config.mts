import { mergeConfig } from 'vite';
import programs from '../../vite.node.config.mjs';

/** The programs that only tests need, beside those of the product and built in the same way. */
const { build, ...rest } = programs;
export default mergeConfig(rest, {
  build: {
    ...build,
    outDir: '.vite/tests',
    lib: {
      entry: {
        watcher: 'tests/support/watcher.ts',
        'crowd-on-servers': 'tests/support/crowd-on-servers.ts',
        siege: 'tests/support/siege.ts',
        'hostile-server': 'tests/support/hostile-server.ts',
        traveller: 'tests/support/traveller.ts',
        'listed-server': 'tests/support/listed-server.ts',
        'beacon-flood': 'tests/support/beacon-flood.ts',
        'own-hosts-print': 'tests/support/own-hosts-print.ts',
        'zmtp-echo': 'tests/support/zmtp-echo.ts',
        'zmtp-fuzzer': 'tests/support/zmtp-fuzzer.ts',
      },
      formats: ['cjs'],
    },
    rolldownOptions: {
      ...build?.rolldownOptions,
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name].js',
        // What programs share must not lie in one of them, which would run with the other.
        codeSplitting: { groups: [{ name: 'common', test: /rolldown.runtime|\/(shared|server)\// }] },
      },
    },
  },
});
