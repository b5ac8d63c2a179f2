/** Help for whoever types a command as the README has it: it needs no display, starts nothing, and ends. */
import { spawnSync } from 'node:child_process';

/** What a script prints that is asked for help where there is neither a display nor Electron. */
function help(script: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}.mjs`, ...args], {
    encoding: 'utf8',
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' },
    timeout: 20_000,
  });
  return { status, output: stdout, errors: stderr };
}

test.each([
  ['npm start -- --help', 'start', ['--help'], /^Usage: zeroyard \[options\]/m],
  ['npm start -- -h', 'start', ['-h'], /^ {2}--data-dir <dir> /m],
  ['npm start -- --web --help', 'start', ['--web', '--help'], /--web/],
  ['npm run demo -- --help', 'demo', ['--help'], /^npm run demo: [^]*^ {2}--name <name> /m],
  ['npm run test:e2e -- --help', 'e2e', ['--help'], /^Usage: npm run test:e2e -- /],
] as const)('%s without a display prints help and ends', (_, script, args, words) => {
  const { status, output, errors } = help(script, ...args);
  expect(output).toMatch(words);
  expect(output).not.toContain('http:');
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
});

test('no help shows a default as the object that a program makes of it', () => {
  const programs = ['server', 'player', 'find', 'export', 'web'].map(
    (name) => help('run', name, '--help').output,
  );
  for (const output of [...programs, help('start', '--help').output]) {
    expect(output).toContain('Usage: ');
    expect(output).not.toMatch(/default:\s*[{[]/);
  }
});
