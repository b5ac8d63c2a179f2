import { MakerZIP } from '@electron-forge/maker-zip';
import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';

/** What the packaged app holds besides the built files: zeromq is native code, and cmake-ts finds it. */
const KEPT =
  /^\/(package\.json|LICENSE|assets($|\/icon\.png$)|\.vite($|\/)|node_modules($|\/(zeromq|cmake-ts)($|\/)))/;

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Zeroyard',
    executableName: 'zeroyard',
    icon: 'assets/icon',
    asar: { unpack: '**/*.node' },
    ignore: (path) => path !== '' && !KEPT.test(path),
  },
  // zeromq's addon is N-API: its prebuilt files fit every Electron.
  rebuildConfig: { onlyModules: [] },
  plugins: [
    new VitePlugin({
      build: [
        // One configuration builds main, server and player together; the entry named here is the first of them.
        { entry: 'electron/main.ts', config: 'vite.node.config.mts', target: 'main' },
        { entry: 'electron/preload.ts', config: 'vite.preload.config.mts', target: 'preload' },
      ],
      renderer: [{ name: 'page', config: 'vite.renderer.config.mts' }],
    }),
  ],
  makers: [new MakerZIP({})],
};

export default config;
