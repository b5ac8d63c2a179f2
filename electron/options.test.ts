import { userInfo } from 'node:os';
import { testUnless } from '../tests/support/test-unless';
import { readOptions } from './options';

const read = (...args: string[]) => readOptions(['/electron', '/app', ...args], true);

/** The sentence and the exit code with which a wrong command line ends the program. */
function refusal(...args: string[]): { sentence: string; code: unknown } {
  let sentence = '';
  const write = jest
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => ((sentence += String(text)), true));
  const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(String(code));
  });
  try {
    expect(() => read(...args)).toThrow();
    return { sentence, code: exit.mock.calls[0]?.[0] };
  } finally {
    write.mockRestore();
    exit.mockRestore();
  }
}

test('all options together, with switches of Chromium among them', () => {
  const options = read(
    '--no-sandbox',
    '--join',
    'tcp://10.0.0.1:6000',
    '--use-angle=swiftshader',
    '--name',
    ' Ada ',
  );
  expect(options).toMatchObject({
    target: 'tcp://10.0.0.1:6000',
    profile: { name: 'Ada' },
    debug: false,
  });
  expect(read('--colour', '#E69F00', '--data-dir', 'a', '--debug')).toMatchObject({
    profile: { colour: '#e69f00' },
    dataDir: 'a',
    debug: true,
  });
});

test('without options there is a name, a colour is for the yard to give, and there is no yard to join', () => {
  const options = read();
  expect(options.profile).toEqual({});
  expect(options.anyProfile.name).not.toBe('');
  expect(options.anyProfile.colour).toBe('');
  expect(options.target).toBeUndefined();
  expect(options.simulation).toEqual({ delayMs: 0, jitterMs: 0, lossPercent: 0, duplicatePercent: 0 });
});

test('a bad network is read', () => {
  expect(read('--simulate', 'delay=80 loss=2').simulation).toEqual({
    delayMs: 80,
    jitterMs: 0,
    lossPercent: 2,
    duplicatePercent: 0,
  });
});

test('an invite is handed on as it is, since the window says what is wrong with it; --join is read at once', () => {
  expect(read('zeroyard://join/10.0.0.1:6000').target).toBe('zeroyard://join/10.0.0.1:6000');
  expect(read('zeroyard://nonsense').target).toBe('zeroyard://nonsense');
  expect(read('--join', 'zeroyard://join/10.0.0.1:6000').target).toBe('tcp://10.0.0.1:6000');
});

test('a packaged game has no path of an app before its options', () => {
  expect(readOptions(['/zeroyard', '--name', 'Ada'], false).profile.name).toBe('Ada');
});

test.each([
  [['--nmae', 'Ada'], 'unknown option'],
  [['--join', 'http://x'], 'is not the address of a yard. One looks like tcp://'],
  [['--join', 'tcp://x:0'], 'whole number from 1 to 65535'],
  [['--name', ''], '1 to 24 characters'],
  [['--colour', 'red'], '#rrggbb'],
  [['--simulate', 'lag=80'], 'They are given as "delay=80 jitter=30 loss=2 duplicate=1"'],
  [['--join'], 'argument missing'],
  [['one', 'two'], 'too many arguments'],
])('%j is refused in a sentence', (args, words) => {
  const { sentence, code } = refusal(...args);
  expect(sentence).toContain(words);
  expect(sentence.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(2);
});

testUnless(
  process.geteuid?.() === 0 ? undefined : 'only root can be an account that the system does not know',
  'an account without a name of its own (no passwd entry) plays as Player',
  () => {
    process.seteuid?.(54_321);
    try {
      expect(() => userInfo()).toThrow();
      expect(read().anyProfile.name).toBe('Player');
    } finally {
      process.seteuid?.(0);
    }
    return Promise.resolve();
  },
);
