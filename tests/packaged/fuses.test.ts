/** What the packaged program can no longer do, whoever starts it. */
import { join } from 'node:path';
import { FuseState } from '@electron/fuses/dist/constants';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { writeFileSync } from 'node:fs';
import { SWITCHES } from '../e2e/game';
import { APP, endAll, environment, folder, PROGRAM, removeFolder, run } from './packed';

const PROGRAM_FILE = join(APP, PROGRAM);
const SCRIPT = 'console.log("Node ran this")';

afterEach(endAll);
afterAll(removeFolder);

test('the fuses are set', async () => {
  const wire = await getCurrentFuseWire(PROGRAM_FILE);
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  });
});

test('ELECTRON_RUN_AS_NODE gives no Node: the game starts, and takes -e for a mistake', async () => {
  const { printed, exit } = run(PROGRAM_FILE, [...SWITCHES, '-e', SCRIPT], {
    ...environment(),
    ELECTRON_RUN_AS_NODE: '1',
  });
  expect(await exit).toBe(2);
  expect(printed.errors).toContain("unknown option '-e'");
  expect(printed.output).not.toContain('Node ran this');
});

test('NODE_OPTIONS loads nothing', async () => {
  writeFileSync(join(folder, 'foreign.js'), SCRIPT);
  const { printed, exit } = run(PROGRAM_FILE, [...SWITCHES, '--help'], {
    ...environment(),
    NODE_OPTIONS: `--require ${join(folder, 'foreign.js')}`,
  });
  expect(await exit).toBe(0);
  expect(printed.output).toContain('Usage: zeroyard');
  expect(printed.output).not.toContain('Node ran this');
});

test.each(['--inspect=0', '--inspect-brk=0'])('%s opens no debugger', async (inspect) => {
  const { printed, exit } = run(PROGRAM_FILE, [...SWITCHES, inspect, '--help']);
  expect(await exit).toBe(0);
  expect(printed.output).toContain('Usage: zeroyard');
  expect(printed.errors).not.toContain('Debugger listening');
});
