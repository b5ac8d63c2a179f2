import { join } from 'node:path';

/**
 * Where a headless server keeps its keys, the bans and whom it knows, unless it is told otherwise: in the user's configuration
 * folder. Undefined where the system knows no home of this user, as in containers whose user has a number and no account.
 * @param home throws where there is none, as os.homedir() does
 */
export function defaultKeysFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  home: () => string,
): string | undefined {
  try {
    return join(configurationFolder(env, platform, home), 'zeroyard');
  } catch {
    return undefined;
  }
}

function configurationFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: () => string): string {
  if (platform === 'win32') return env['APPDATA'] ?? join(home(), 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home(), 'Library', 'Application Support');
  const { XDG_CONFIG_HOME: folder = '' } = env;
  // A relative one is to be passed over, as the XDG specification has it.
  return folder.startsWith('/') ? folder : join(home(), '.config');
}
