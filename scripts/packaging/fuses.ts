import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * Electron's fuses: abilities that are switched off in the program file itself, where no switch can bring them back.
 * docs/security.md says why each is as it is.
 */
const FUSES = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
};

/**
 * Sets them.
 * @param appFolder where the packager has put the app's own files, below a still unnamed Electron
 */
export async function setFuses(appFolder: string, platform: string, arch: string): Promise<void> {
  const program = join(appFolder, '../..', electronIn(platform));
  await flipFuses(program, {
    version: FuseVersion.V1,
    // Apple's own processors start nothing whose signature does not fit.
    resetAdHocDarwinSignature: platform === 'darwin' && arch === 'arm64',
    ...FUSES,
    // Electron checks the archive on these two only, and there the packager writes its checksum into the program.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform === 'darwin' || platform === 'win32',
  });
}

function electronIn(platform: string): string {
  if (platform === 'darwin') return 'MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}
