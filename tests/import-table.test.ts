/** The rule that keeps each folder a runtime must bite: each of these imports is written into a file that may not have it. */
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';

const REFUSED = [
  ['shared/movement.ts', "import '../server/yard';"],
  ['shared/movement.ts', "import 'node:fs';"],
  ['shared/movement.ts', "import 'fs';"],
  ['shared/movement.ts', "import 'zeromq';"],
  ['server/yard.ts', "import '../player/player';"],
  ['server/yard.ts', "import 'electron';"],
  ['player/player.ts', "import '../server/yard';"],
  ['electron/main.ts', "import '../server/yard';"],
  ['electron/main.ts', "import 'zeromq';"],
  ['browser/door.ts', "import '../server/yard';"],
  ['browser/door.ts', "import 'zeromq';"],
  ['browser/page/line.ts', "import 'node:fs';"],
  ['browser/page/line.ts', "import '../../player/player';"],
  ['bench/product.ts', "import '../server/yard';"],
  ['bench/product.ts', "import '../electron/main';"],
  ['renderer/main.ts', "import '../browser/frames';"],
  ['renderer/main.ts', "import '../bench/product';"],
  ['renderer/main.ts', "import '../player/player';"],
  ['renderer/main.ts', "import 'electron';"],
  ['renderer/main.ts', "import 'node:path';"],
] as const;

const ALLOWED = [
  ['renderer/main.ts', "import '../shared/movement'; import 'pixi.js';"],
  ['electron/main.ts', "import '../player/player'; import '../shared/bridge'; import 'electron';"],
  ['browser/door.ts', "import '../player/player'; import 'ws'; import 'node:http';"],
  [
    'bench/product.ts',
    "import '../shared/config'; import '../renderer/motion/server-clock'; import 'zeromq';",
  ],
  ['server/router.ts', "import '../shared/protocol'; import 'zeromq'; import 'node:crypto';"],
] as const;

let complaints: string[][];

beforeAll(() => {
  const args = ['tests/support/lint.mjs', '@typescript-eslint/no-restricted-imports'];
  // Where CI is set, typescript-eslint would read the files themselves instead of the code given here.
  const env = { ...process.env, TSESTREE_SINGLE_RUN: 'false' };
  const output = execFileSync(process.execPath, args, {
    env,
    input: JSON.stringify([...REFUSED, ...ALLOWED]),
  });
  complaints = JSON.parse(String(output)) as string[][];
}, 60_000);

test.each(REFUSED.map(([file, code], i) => [file, code, i] as const))('%s may not say %s', (file, _, i) => {
  expect(complaints[i]).toEqual([expect.stringContaining(`${dirname(file)}/ may import only`)]);
});

test.each(ALLOWED.map(([file, code], i) => [file, code, REFUSED.length + i] as const))(
  '%s may say %s',
  (_file, _code, i) => {
    expect(complaints[i]).toEqual([]);
  },
);
