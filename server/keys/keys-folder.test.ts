import { defaultKeysFolder } from './keys-folder';

test.each([
  ['linux', {}, '/home/ada/.config/zeroyard'],
  ['linux', { XDG_CONFIG_HOME: '/etc/ada' }, '/etc/ada/zeroyard'],
  ['linux', { XDG_CONFIG_HOME: 'here' }, '/home/ada/.config/zeroyard'],
  ['darwin', { XDG_CONFIG_HOME: '/etc/ada' }, '/home/ada/Library/Application Support/zeroyard'],
  ['win32', { APPDATA: '/home/ada/AppData/Roaming' }, '/home/ada/AppData/Roaming/zeroyard'],
] as const)('on %s with %j', (platform, env, folder) => {
  expect(defaultKeysFolder(env, platform, () => '/home/ada')).toBe(folder);
});

test('there is none for a user without a home, unless the environment names it', () => {
  const home = () => {
    throw new Error('uv_os_homedir returned ENOENT');
  };
  expect(defaultKeysFolder({}, 'linux', home)).toBeUndefined();
  expect(defaultKeysFolder({ XDG_CONFIG_HOME: '/etc/ada' }, 'linux', home)).toBe('/etc/ada/zeroyard');
});
