/**
 * The installers whose tools electron-builder downloads, which cannot be done everywhere: their configuration is held
 * against electron-builder's own schema. They are not built here.
 */
import type { Configuration } from 'app-builder-lib';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config';
import { DebugLogger } from 'builder-util';
import { existsSync } from 'node:fs';
import { BUILDER_CONFIG } from '../../scripts/packaging/installers';

const validate = (config: unknown) => validateConfiguration(config as Configuration, new DebugLogger(false));

test('electron-builder accepts the configuration', async () => {
  await expect(validate(BUILDER_CONFIG)).resolves.toBeUndefined();
});

test.each([
  ['a word that it does not know', { ...BUILDER_CONFIG, nsis: { oneClik: false } }],
  ['a value of another type', { ...BUILDER_CONFIG, linux: { executableArgs: 'none' } }],
])('it would refuse %s', async (_, config) => {
  await expect(validate(config)).rejects.toThrow();
});

test('the icons that it names are there', () => {
  const { linux, win, mac } = BUILDER_CONFIG;
  for (const icon of [linux?.icon, win?.icon, mac?.icon]) expect(existsSync(String(icon))).toBe(true);
});
