import { join } from 'node:path';
import { defineConfig } from 'vite';
import { PAGE_TARGETS } from './vite.page-targets.mjs';

/** The page: the same files for every shell. */
export default defineConfig({
  root: join(import.meta.dirname, 'renderer'),
  base: './',
  build: {
    outDir: join(import.meta.dirname, '.vite/renderer'),
    emptyOutDir: true,
    target: PAGE_TARGETS,
    // Fonts stay files: the page's Content-Security-Policy allows no data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
});
