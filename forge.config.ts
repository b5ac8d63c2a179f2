import { rmSync } from 'node:fs';
import { MakerDeb } from '@electron-forge/maker-deb';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { ensureBuilt } from './scripts/build.mjs';
import { makeIcons } from './scripts/icons.mjs';
import { addContents, isLeftOut } from './scripts/packaging/contents';
import { setFuses } from './scripts/packaging/fuses';
import { BuilderMaker, DEB_OPTIONS } from './scripts/packaging/installers';
import { APP_ID, AUTHORS, ICONS, INVITES, LOCAL_NETWORK_REASON } from './scripts/packaging/identity';

/** A folder with the zip of Electron's release, for machines that cannot download it. */
const electronZipDir = process.env['ZEROYARD_ELECTRON_ZIP_DIR'];

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Zeroyard',
    executableName: 'zeroyard',
    appBundleId: APP_ID,
    appCategoryType: 'public.app-category.games',
    appCopyright: `Copyright © 2026 ${AUTHORS}`,
    win32metadata: { CompanyName: AUTHORS, FileDescription: 'Zeroyard' },
    icon: `${ICONS}/icon`,
    protocols: [INVITES],
    extendInfo: { NSLocalNetworkUsageDescription: LOCAL_NETWORK_REASON },
    // Systems load native code from files, not from an archive.
    asar: { unpack: '**/*.node' },
    ignore: isLeftOut,
    // There is nothing to prune: no package is copied.
    prune: false,
    ...(electronZipDir !== undefined && { electronZipDir }),
  },
  // zeromq's addon is N-API: its prebuilt files fit every Electron.
  rebuildConfig: { onlyModules: [] },
  hooks: {
    generateAssets: async () => {
      // Nothing of an older build may be among what is shipped.
      rmSync('.vite', { recursive: true, force: true });
      await ensureBuilt();
      makeIcons(ICONS);
    },
    packageAfterCopy: async (_config, appFolder, _electronVersion, platform, arch) => {
      addContents(appFolder, platform, arch);
      await setFuses(appFolder, platform, arch);
    },
  },
  makers: [
    new MakerDeb({ options: DEB_OPTIONS }),
    new BuilderMaker({ target: 'AppImage' }, ['linux']),
    new BuilderMaker({ target: 'nsis' }, ['win32']),
    new BuilderMaker({ target: 'dmg' }, ['darwin']),
  ],
};

export default config;
