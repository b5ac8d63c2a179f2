import { mergeConfig } from 'vite';
import programs from '../vite.node.config.mjs';

/** The benchmark, built in the same way as the programs of the product. */
const { build, ...rest } = programs;
export default mergeConfig(rest, {
  build: {
    ...build,
    outDir: '.vite/bench',
    target: 'node20',
    lib: {
      entry: {
        main: 'bench/rounds/main.ts',
        generator: 'bench/load/generator.ts',
        walkers: 'bench/walkers/generator.ts',
        company: 'bench/walkers/company.ts',
      },
      formats: ['cjs'],
    },
    rolldownOptions: {
      ...build?.rolldownOptions,
      external: [...[build?.rolldownOptions?.external ?? []].flat(), 'commander', 'prettier'],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
});
