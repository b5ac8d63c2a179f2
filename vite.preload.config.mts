import { defineConfig } from 'vite';

/** The preload script: one file, since a sandboxed preload cannot load another. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    minify: false,
    target: 'chrome130',
    lib: { entry: { preload: 'electron/preload.ts' }, formats: ['cjs'] },
    rolldownOptions: { external: ['electron'], output: { entryFileNames: '[name].js' } },
  },
});
