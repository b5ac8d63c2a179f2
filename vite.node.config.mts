import { builtinModules } from 'node:module';
import { defineConfig, type Plugin } from 'vite';

/** osc-js loads a WebSocket library for transports that nobody here uses: a third of what a program took to load. */
const oscWithoutTransports: Plugin = {
  name: 'osc-js-without-transports',
  enforce: 'pre',
  resolveId: (id, importer) => (id === 'ws' && importer?.includes('/osc-js/') ? '\0nothing' : undefined),
  load: (id) => (id === '\0nothing' ? 'export default undefined' : undefined),
};

/**
 * What conf writes files with takes over every signal when it loads, to remove temporary files at the end. Chromium starts
 * later and sets its own handlers, which Node does not notice: a second Ctrl+C would end the game without a goodbye.
 */
const confWithoutSignals: Plugin = {
  name: 'conf-without-signals',
  enforce: 'pre',
  resolveId: (id) => (id === 'when-exit' ? '\0no-signals' : undefined),
  load: (id) => (id === '\0no-signals' ? 'export default () => undefined' : undefined),
};

/** The programs that run on Node: the desktop shell's main process, the server and the headless player. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    minify: false,
    target: 'node20.18',
    lib: {
      entry: {
        main: 'electron/main.ts',
        // For its help, where there is no Electron.
        options: 'electron/options.ts',
        web: 'web/main.ts',
        server: 'server/main.ts',
        player: 'client/main.ts',
        find: 'client/find.ts',
        export: 'client/export.ts',
      },
      formats: ['cjs'],
    },
    rolldownOptions: {
      // zeromq and sodium-native find their native addons beside themselves; the last two are optional to ws, which osc-js brings along.
      external: [
        'electron',
        'zeromq',
        'sodium-native',
        'bufferutil',
        'utf-8-validate',
        ...builtinModules.flatMap((name) => [name, `node:${name}`]),
      ],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
  plugins: [oscWithoutTransports, confWithoutSignals],
  resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
});
