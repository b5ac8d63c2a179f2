import { builtinModules } from 'node:module';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom: a folder is a runtime. Each row lists what the folder may take besides its own files;
 * everything else in this project, and the packages named below, is refused. docs/architecture.md explains the table.
 */
const MAY_IMPORT = {
  shared: ['osc-js'],
  cli: ['shared', 'node'],
  server: ['shared', 'cli', 'zeromq', 'pino', 'prom-client', 'node'],
  player: ['shared', 'cli', 'zeromq', 'node'],
  electron: ['shared', 'cli', 'player', 'electron', 'conf', 'node'],
  browser: ['shared', 'cli', 'player', 'ws', 'node'],
  'browser/page': ['shared'],
  renderer: ['shared', 'pixi.js', 'preact', 'nipplejs', 'uqr'],
  bench: ['shared', 'renderer', 'tests', 'zeromq', 'node'],
};
const FOLDERS = [
  'shared',
  'cli',
  'server',
  'player',
  'electron',
  'browser',
  'renderer',
  'scripts',
  'bench',
  'tests',
];
const PACKAGES = {
  'osc-js': '^osc-js($|/)',
  zeromq: '^zeromq($|/)',
  electron: '^electron($|/)',
  pino: '^pino(-pretty)?($|/)',
  'prom-client': '^prom-client($|/)',
  preact: '^(preact|@preact/signals|lucide-preact)($|/)',
  conf: '^conf($|/)',
  ws: '^ws($|/)',
  nipplejs: '^nipplejs($|/)',
  uqr: '^uqr($|/)',
  'pixi.js': '^pixi\\.js($|/)',
  node: `^(node:|(${builtinModules.join('|')})($|/))`,
};

/** @param {string} folder @param {string[]} allowed @returns {import("eslint").Linter.Config} */
function importTable(folder, allowed) {
  const message = `${folder}/ may import only: ${[folder, ...allowed].join(', ')} (the import table in eslint.config.mjs).`;
  const refusedFolders = FOLDERS.filter((other) => other !== folder && !allowed.includes(other));
  const refusedPackages = Object.entries(PACKAGES).filter(([name]) => !allowed.includes(name));
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    ignores: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: `^(\\.\\./)+(${refusedFolders.join('|')})(/|$)`, message },
            ...refusedPackages.map(([, regex]) => ({ regex, message })),
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['.vite', 'out', 'dist', 'coverage'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './shared/tsconfig.json', './renderer/tsconfig.json'] },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', setInterval: 'readonly', URL: 'readonly' },
    },
  },
  ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => importTable(folder, allowed)),
);
