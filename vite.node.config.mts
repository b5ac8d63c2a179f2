import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** The programs that run on Node: the desktop shell's main process, the server and the headless player. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    minify: false,
    // Electron 25 brings Node 18.
    target: 'node18',
    lib: {
      entry: {
        main: 'electron/main.ts',
        web: 'browser/main.ts',
        server: 'server/main.ts',
        player: 'player/main.ts',
        find: 'player/find.ts',
      },
      formats: ['cjs'],
    },
    rolldownOptions: {
      // zeromq finds its native addon beside itself; the last two are optional to ws, which osc-js brings along.
      external: [
        'electron',
        'zeromq',
        'bufferutil',
        'utf-8-validate',
        ...builtinModules.flatMap((name) => [name, `node:${name}`]),
      ],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
  resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
});
