import { join } from 'node:path';
import { defineConfig } from 'vite';

/** What the web shell adds to the page: the page's end of the WebSocket, and the icons of an installed app. */
export default defineConfig({
  root: join(import.meta.dirname, 'web/page'),
  publicDir: join(import.meta.dirname, 'web/public'),
  build: {
    outDir: join(import.meta.dirname, '.vite/web'),
    emptyOutDir: true,
    target: 'chrome130',
    rolldownOptions: {
      input: { page: join(import.meta.dirname, 'web/page/main.ts') },
      output: { entryFileNames: 'assets/[name]-[hash].js' },
    },
  },
});
