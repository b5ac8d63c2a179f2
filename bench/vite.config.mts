import { mergeConfig } from 'vite';
import programs from '../../vite.node.config.mjs';

/** The benchmark, built in the same way as the programs of the product. */
const { build, ...rest } = programs;
export default mergeConfig(rest, {
  build: {
    ...build,
    outDir: '.vite/bench',
    target: 'node20',
    lib: {
      entry: { main: 'scripts/bench/main.ts', generator: 'scripts/bench/generator.ts' },
      formats: ['cjs'],
    },
    rolldownOptions: {
      ...build?.rolldownOptions,
      external: [
        ...[build?.rolldownOptions?.external ?? []].flat(),
        'commander',
        'prettier',
        'vega',
        'vega-lite',
      ],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
});
