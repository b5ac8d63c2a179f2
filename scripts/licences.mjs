// The licences of all that is shipped, which Help > Licences shows. The bundler knows what it bundled; the rest is listed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import license from 'rollup-plugin-license';
import { SODIUM_LOADERS } from './packaging/sodium.mjs';
import { ROOT } from './setup.mjs';

/**
 * Packages that are shipped as they are, with the files that hold their licences.
 * @type {Record<string, string[]>}
 */
const NOT_BUNDLED = {
  zeromq: ['LICENSE.txt', 'LICENSE_MPL-2.0.txt'],
  'cmake-ts': [],
  'sodium-native': ['LICENSE'],
  ...Object.fromEntries(SODIUM_LOADERS.map((name) => [name, ['LICENSE']])),
  '@fontsource-variable/nunito': ['LICENSE'],
};
/** What the addons of zeromq and sodium-native have compiled in without a word about it in their packages. */
const LIBSODIUM = {
  name: 'libsodium',
  version: 'inside zeromq and sodium-native',
  licence: 'ISC',
  text: readFileSync(join(ROOT, 'assets/libsodium-license.txt'), 'utf8'),
};
const RULE = '-'.repeat(80);

/** @typedef {{ name: string, version: string, licence: string, text: string }} Shipped */

/** Gathers, over several builds, which packages went into the bundles. */
export class Licences {
  /** @type {Map<string, Shipped>} by name and version */
  #shipped = new Map();

  constructor() {
    const others = Object.entries(NOT_BUNDLED).map(([name, files]) => readPackage(name, files));
    for (const shipped of [...others, LIBSODIUM]) this.#add(shipped);
  }

  /** A plugin for one build. */
  plugin() {
    return license({
      thirdParty: {
        multipleVersions: true,
        allow: { test: () => true, failOnUnlicensed: true },
        output: (dependencies) => {
          for (const { name, version, license, licenseText, noticeText } of dependencies)
            this.#add({
              name: name ?? '',
              version: version ?? '',
              licence: license ?? '',
              text: [licenseText, noticeText].filter(Boolean).join('\n\n'),
            });
        },
      },
    });
  }

  /** @param {string} file below the project's folder */
  write(file) {
    const all = [...this.#shipped.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const ours = readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim();
    const entries = all.map(({ name, version, licence, text }) =>
      [RULE, `${name} ${version} (${licence})`, text || 'This package brings no text of its licence.'].join(
        '\n\n',
      ),
    );
    writeFileSync(
      join(ROOT, file),
      `Zeroyard\n\n${ours}\n\nIt is made with the following, each under its own licence.\n\n${entries.join('\n\n')}\n`,
    );
  }

  /** @param {Shipped} shipped */
  #add(shipped) {
    this.#shipped.set(`${shipped.name}@${shipped.version}`, shipped);
  }
}

/** @param {string} name @param {string[]} files @returns {Shipped} */
function readPackage(name, files) {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const folder = folders.map((path) => join(path, name)).find((path) => existsSync(path));
  if (!folder) throw new Error(`The package ${name} is not installed.`);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, licence: license, text: texts.join('\n\n') };
}
