/** The rule that keeps each folder a runtime must bite: each of these imports is written into a file that may not have it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const REFUSED = [
  ['shared/movement.ts', '../server/yard/yard', 'shared'],
  ['shared/movement.ts', 'node:fs', 'shared'],
  ['shared/movement.ts', 'fs', 'shared'],
  ['shared/movement.ts', 'zeromq', 'shared'],
  ['server/interest/grid.ts', '../yard/yard', 'server/interest'],
  ['server/yard/yard.ts', '../net/server-loop', 'server/yard'],
  ['server/yard/yard.ts', 'node:fs', 'server/yard'],
  ['server/packets/flush-packets.ts', '../net/server-loop', 'server/packets'],
  ['server/net/server-loop.ts', '../ops/log', 'server/net'],
  ['server/net/server-loop.ts', '../../client/yard-client', 'server/net'],
  ['server/ops/log.ts', 'zeromq', 'server/ops'],
  ['server/main.ts', 'electron', 'server/*'],
  ['server/main.ts', '../client/yard-client', 'server/*'],
  ['client/yard-client.ts', '../server/yard/yard', 'client'],
  ['cli/stopping.ts', '../client/yard-client', 'cli'],
  ['electron/main.ts', '../server/yard/yard', 'electron'],
  ['electron/main.ts', 'zeromq', 'electron'],
  ['web/web-server.ts', '../server/yard/yard', 'web/*'],
  ['web/web-server.ts', 'zeromq', 'web/*'],
  ['web/page/main.ts', 'node:fs', 'web/page'],
  ['web/page/main.ts', '../../client/yard-client', 'web/page'],
  ['web/page/main.ts', '../web-server', 'web/page'],
  ['bench/product.ts', '../server/yard/yard', 'bench'],
  ['bench/product.ts', '../electron/main', 'bench'],
  ['renderer/main.ts', '../bench/product', 'renderer'],
  ['renderer/main.ts', '../web/frames', 'renderer'],
  ['renderer/main.ts', '../client/yard-client', 'renderer'],
  ['renderer/main.ts', 'electron', 'renderer'],
  ['renderer/main.ts', 'node:path', 'renderer'],
] as const;

const ALLOWED = [
  ['renderer/main.ts', '../shared/movement'],
  ['renderer/main.ts', 'pixi.js'],
  ['electron/main.ts', '../client/yard-client'],
  ['electron/main.ts', 'electron'],
  ['bench/product.ts', '../renderer/motion/server-clock'],
  ['bench/product.ts', 'zeromq'],
  ['web/web-server.ts', 'ws'],
  ['web/page/main.ts', '../frames'],
  ['server/net/server-loop.ts', 'zeromq'],
  ['server/net/server-loop.ts', '../yard/yard'],
  ['server/main.ts', './ops/log'],
] as const;

const ROOT = join(__dirname, '..');
const CIRCLE = {
  'shared/one.ts': "import type { Two } from './two'; export type One = Two;",
  'shared/two.ts': "import type { One } from './one'; export type Two = One;",
};

/** Each import of the lists above in a file of its own, and beside it what is imported. */
const probes = [...REFUSED, ...ALLOWED].map(([file, from], i) => {
  const probe = join(dirname(file), `probe-${i}.ts`);
  const target = from.startsWith('.') ? { [`${join(dirname(file), from)}.ts`]: 'export {};' } : {};
  return { probe, files: { [probe]: `import '${from}';`, ...target } };
});

/** The names of the rules that each file breaks. */
let broken: Map<string, string[]>;

beforeAll(() => {
  // Inside the project, so that its packages are found.
  mkdirSync(join(ROOT, '.vite'), { recursive: true });
  const tree = mkdtempSync(join(ROOT, '.vite/import-table-'));
  try {
    for (const name of ['.dependency-cruiser.mjs', 'tsconfig.json', 'tsconfig.base.json'])
      copyFileSync(join(ROOT, name), join(tree, name));
    const files = Object.assign({}, CIRCLE, ...probes.map((each) => each.files)) as Record<string, string>;
    for (const [file, code] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), code);
    }
    broken = violationsIn(tree);
  } finally {
    rmSync(tree, { recursive: true });
  }
}, 60_000);

function violationsIn(tree: string): Map<string, string[]> {
  const depcruise = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [depcruise, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  const rules = new Map<string, string[]>();
  for (const { from, rule } of summary.violations) rules.set(from, [...(rules.get(from) ?? []), rule.name]);
  return rules;
}

test.each(REFUSED.map(([file, from, row], i) => [file, from, row, i] as const))(
  '%s may not import %s',
  (_file, _from, row, i) => {
    expect(broken.get(probes[i]?.probe ?? '')).toEqual([row]);
  },
);

test.each(ALLOWED.map(([file, from], i) => [file, from, REFUSED.length + i] as const))(
  '%s may import %s',
  (_file, _from, i) => {
    expect(broken.get(probes[i]?.probe ?? '')).toBeUndefined();
  },
);

test('no two files may import each other in a circle, not even their types', () => {
  expect(broken.get('shared/one.ts')).toEqual(['no-circle']);
});

test('docs/architecture.md shows the table', () => {
  const config = pathToFileURL(join(ROOT, '.dependency-cruiser.mjs')).href;
  const print = `import(${JSON.stringify(config)}).then((it) => console.log(JSON.stringify(it.default.forbidden)))`;
  const { stdout } = spawnSync(process.execPath, ['-e', print], { encoding: 'utf8' });
  const rules = (JSON.parse(stdout) as { name: string; comment?: string }[]).filter(({ comment }) => comment);
  const document = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const shown = Array.from(
    document.matchAll(/^\| `([^`]+)` .* (?<!\\)\| (.*?) *\|$/gm),
    ([, name, imports]) => [name, imports?.replaceAll('\\|', '|')],
  );
  const enforced = rules.map(({ name, comment = '' }) => [
    name,
    comment.slice(comment.indexOf(': ') + 2).replace(/[\\$]/g, ''),
  ]);
  expect(shown.filter(([name]) => rules.some((rule) => rule.name === name))).toEqual(enforced);
});
