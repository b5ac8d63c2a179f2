import { join } from 'node:path';
import { MakerBase, type MakerOptions } from '@electron-forge/maker-base';
import type { MakerDebConfig } from '@electron-forge/maker-deb';
import type { ForgePlatform } from '@electron-forge/shared-types';
import { archFromString, buildForge, Platform, type Configuration } from 'electron-builder';
import { INVITE_SCHEME } from '../../shared/target';
import { APP_ID, ICONS, INVITES } from './identity';

export const DEB_OPTIONS: NonNullable<MakerDebConfig['options']> = {
  section: 'games',
  categories: ['Game'],
  genericName: 'Multiplayer game',
  mimeType: [`x-scheme-handler/${INVITE_SCHEME}`],
  // Electron links it, and nothing else that it depends on brings it along.
  depends: ['libasound2t64 | libasound2'],
  // One file for each size is what the packer takes too; its type knows a single one only.
  icon: debIcons() as unknown as string,
};

/** What electron-builder is told. The app is packaged already: all that is inside is Forge's matter. */
export const BUILDER_CONFIG: Configuration = {
  appId: APP_ID,
  productName: 'Zeroyard',
  artifactName: '${name}-${version}-${os}-${arch}.${ext}',
  publish: null,
  npmRebuild: false,
  protocols: INVITES,
  // The newer runtime needs no libfuse2, which distributions have dropped.
  toolsets: { appimage: '1.0.3' },
  linux: {
    executableName: 'zeroyard',
    category: 'Game',
    icon: ICONS,
    // Or the desktop entry might switch Chromium's sandbox off.
    executableArgs: [],
  },
  win: { icon: `${ICONS}/icon.ico` },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, license: 'LICENSE' },
  mac: { icon: `${ICONS}/icon.icns`, category: 'public.app-category.games' },
  dmg: { title: 'Zeroyard' },
};

interface BuilderMakerConfig {
  target: 'AppImage' | 'nsis' | 'dmg';
}

/** A Forge maker that hands the packaged app to electron-builder, as `electron-builder --prepackaged` does. */
export class BuilderMaker extends MakerBase<BuilderMakerConfig> {
  override readonly name: string;
  override readonly defaultPlatforms = [];

  constructor(config: BuilderMakerConfig, platforms: ForgePlatform[]) {
    super(config, platforms);
    this.name = config.target;
  }

  override isSupportedOnCurrentPlatform(): boolean {
    return true;
  }

  override make({ dir, makeDir, appName, targetPlatform, targetArch }: MakerOptions): Promise<string[]> {
    const app = targetPlatform === 'darwin' ? join(dir, `${appName}.app`) : dir;
    const targets = Platform.fromString(targetPlatform).createTarget(this.name, archFromString(targetArch));
    const config = { ...BUILDER_CONFIG, directories: { output: makeDir } };
    return buildForge({ dir: app }, { targets, config });
  }
}

function debIcons(): Record<string, string> {
  const sizes = [16, 32, 48, 64, 128, 256, 512].map((sizePx) => `${sizePx}x${sizePx}`);
  return {
    scalable: 'assets/icon.svg',
    ...Object.fromEntries(sizes.map((size) => [size, `${ICONS}/${size}.png`])),
  };
}
