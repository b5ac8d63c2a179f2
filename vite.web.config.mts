import { join } from 'node:path';
import { defineConfig } from 'vite';
import { PAGE_TARGETS } from './vite.page-targets.mjs';

/** What the web shell adds to the page: the page's end of the WebSocket, and the icons of an installed app. */
export default defineConfig({
  root: join(import.meta.dirname, 'web/page'),
  publicDir: join(import.meta.dirname, 'web/public'),
  build: {
    outDir: join(import.meta.dirname, '.vite/web'),
    emptyOutDir: true,
    target: PAGE_TARGETS,
    rolldownOptions: {
      input: { page: join(import.meta.dirname, 'web/page/main.ts') },
      output: { entryFileNames: 'assets/[name]-[hash].js' },
    },
  },
});
