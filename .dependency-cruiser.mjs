/**
 * Who may import whom: a folder is a runtime. Each row lists what a folder may import besides its own files, from this
 * project and from outside; all else is refused. The rows stand in such an order that an import always points up in this
 * list, and no two files import each other in a circle, types included. docs/architecture.md explains the table.
 */
const MAY_IMPORT = {
  shared: { packages: ['osc-js'] },
  cli: { folders: ['shared'], packages: ['commander', 'write-file-atomic'], node: true },
  'server/motion': { folders: ['shared'] },
  'server/interest': { folders: ['shared', 'server/motion'] },
  // Pure as it is: of Node's crypto it has the comparison of secrets.
  'server/access': { folders: ['shared'], packages: ['crypto'] },
  // Pure as it is: of Node's zlib it has the CRC-32 of the roster, of its crypto the SHA-256 of resume keys.
  'server/yard': {
    folders: ['shared', 'server/motion', 'server/interest', 'server/access'],
    packages: ['crypto', 'zlib'],
  },
  'server/games': { folders: ['shared', 'server/motion', 'server/yard'] },
  'server/packets': { folders: ['shared', 'server/interest', 'server/yard'] },
  'server/keys': { folders: ['shared', 'cli', 'server/access'], node: true },
  'server/cluster': {
    folders: ['shared', 'cli', 'server/access', 'server/yard', 'server/games'],
    packages: ['@nats-io/(jetstream|kv|transport-node)'],
    node: true,
  },
  'server/net': {
    folders: ['shared', 'server/access', 'server/yard', 'server/packets'],
    packages: ['@noble/ciphers', 'sodium-native', 'zeromq'],
    node: true,
  },
  'server/recorder': { folders: ['shared'], node: true },
  'server/console': {
    folders: ['shared', 'cli', 'server/access', 'server/yard', 'server/games', 'server/cluster'],
    node: true,
  },
  'server/ops': {
    folders: [
      'shared',
      'cli',
      'server/access',
      'server/interest',
      'server/yard',
      'server/games',
      'server/keys',
      'server/net',
      'server/cluster',
      'server/recorder',
    ],
    packages: ['commander', 'pino', 'pino-pretty', 'prom-client'],
    node: true,
  },
  // What begins the program, directly in server/.
  'server/[^/]+$': {
    folders: [
      ...['shared', 'cli', 'server/access', 'server/yard', 'server/games', 'server/keys', 'server/net'],
      ...['server/cluster', 'server/console', 'server/ops'],
    ],
    node: true,
  },
  client: {
    folders: ['shared', 'cli'],
    packages: ['@mcap/core', 'commander', 'hyparquet-writer', 'zeromq'],
    node: true,
  },
  electron: {
    folders: ['shared', 'cli', 'client'],
    packages: ['commander', 'conf', 'electron', 'get-port'],
    node: true,
  },
  'web/page': { folders: ['shared', 'web/(close-codes|frames)\\.ts$'] },
  'web/[^/]+$': { folders: ['shared', 'cli', 'client'], packages: ['commander', 'ws'], node: true },
  renderer: {
    folders: ['shared', 'assets'],
    packages: [
      '@fontsource-variable/nunito',
      '@preact/signals',
      'lucide-preact',
      'nipplejs',
      'pixi.js',
      'preact',
      'uplot',
      'uqr',
    ],
  },
  // Nobody needs it to play: only bench imports its peers, and it sees no more of the product than bench/product.ts says.
  bench: {
    folders: [
      'shared',
      'cli',
      'client',
      'server/motion',
      'server/net/zmtp/curve',
      'renderer/motion',
      'scripts',
      'vite.node.config.mts$',
    ],
    packages: [
      ...['@colyseus/(core|schema|ws-transport)', 'socket.io', 'ws', 'zeromq'],
      ...['commander', 'get-port', 'playwright-core', 'prettier', 'vite'],
    ],
    node: true,
  },
};

/** @param {string} folder as in the table @returns {string} a regular expression for the paths in it */
const inFolder = (folder) => (folder.endsWith('$') ? `^${folder}` : `^${folder}/`);

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const rows = Object.entries(MAY_IMPORT).map(([folder, { folders = [], packages = [], node = false }]) => ({
  name: folder.replace('[^/]+$', '*'),
  severity: 'error',
  comment: `${folder} may import only: ${[...folders, ...packages, ...(node ? ['node'] : [])].join(', ')}`,
  from: { path: inFolder(folder), pathNot: '\\.(test|fixture)\\.tsx?$' },
  to: {
    pathNot: [folder, ...folders]
      .map(inFolder)
      .concat(packages.map((name) => `(^|node_modules/)${name}(/|$)`)),
    ...(node && { dependencyTypesNot: ['core'] }),
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...rows, { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } }],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
