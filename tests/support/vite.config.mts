import { mergeConfig } from 'vite';
import programs from '../../vite.node.config.mjs';

/** The programs that only tests need, beside those of the product and built in the same way. */
const { build, ...rest } = programs;
export default mergeConfig(rest, {
  build: {
    ...build,
    outDir: '.vite/tests',
    lib: { entry: { watcher: 'tests/support/watcher.ts' }, formats: ['cjs'] },
  },
});
