import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testUnless } from '../tests/support/test-unless';
import { FIRST_CHOICES, type YardChoices } from '../shared/hosted-yard';
import { Settings } from './settings';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'zeroyard-settings-'))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ADA = { name: 'Ada', colour: '#e69f00' };
const ATTIC: YardChoices = {
  ...{ name: 'Attic', reach: 'network', port: 7000, size: 'large' },
  access: { computer: 'open', network: 'ask' },
};

test('what is set is there in the next run', () => {
  const settings = new Settings(folder);
  settings.set('profile', ADA);
  settings.set('preferences', { isMuted: true, hasSeenHelp: true });
  settings.set('yard', ATTIC);
  const next = new Settings(folder);
  expect(next.get('profile')).toEqual(ADA);
  expect(next.get('preferences')).toEqual({ isMuted: true, hasSeenHelp: true });
  expect(next.get('yard')).toEqual(ATTIC);
  expect(next.get('recent')).toEqual([]);
  expect(next.drainFaults()).toEqual([]);
});

test('a colour that was chosen in version 0.1.0, which spelt it color, is still one’s own', () => {
  const stored = { recent: [], profile: { name: 'Ada', color: '#e69f00' } };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(stored));
  expect(new Settings(folder).get('profile')).toMatchObject(ADA);
});

test('a yard that cannot be one is forgotten, and one without the key that it had too: it would pass for an open one', () => {
  const [name, address, serverKey] = ['Attic', 'tcp://192.168.1.20:5557', 'A'.repeat(43)];
  const recent = [
    { name, address },
    { name, address, serverKey },
    { name, address, serverKey: 'cut' },
  ];
  const known = [
    { name, address, serverKey },
    { name, address, serverKey: '' },
    { name, address: '?', serverKey },
  ];
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ recent, known }));
  const settings = new Settings(folder);
  expect(settings.get('recent')).toEqual(recent.slice(0, 2));
  expect(settings.get('known')).toEqual(known.slice(0, 1));
});

test('the size of the yard that was hosted by the last version, which remembered no more of it, is taken over', () => {
  const settings = openWith({ yardSize: 'large' });
  expect(settings.get('yard')).toEqual({ ...FIRST_CHOICES, size: 'large' });
  expectHealed(settings);
  settings.set('yard', ATTIC);
  expect(new Settings(folder).get('yard')).toEqual(ATTIC);
});

test('of how one hosted what makes no sense is as at the first time, and the rest is kept', () => {
  const settings = openWith({ yard: { ...ATTIC, port: 0.5, access: { network: 'everybody' } } });
  expect(settings.get('yard')).toEqual({ ...ATTIC, port: 5557, access: FIRST_CHOICES.access });
  expectHealed(settings);
});

test('who was never here hears sounds, and has the help still to see', () => {
  expect(new Settings(folder).get('preferences')).toEqual({ isMuted: false, hasSeenHelp: false });
});

test('a file of a version that looked for updates is read: what it said of them is left as it is', () => {
  const updates = { isOn: false, toldOf: '0.2.0' };
  const preferences = { isMuted: true, hasSeenHelp: true };
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify({ recent: [], preferences, profile: ADA, updates }));
  const settings = new Settings(folder);
  expect(settings.get('profile')).toEqual(ADA);
  expect(settings.get('preferences')).toEqual(preferences);
  settings.set('profile', { ...ADA, name: 'Grace' });
  expect(settings.drainFaults()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['settings.json']);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ updates, profile: { name: 'Grace' } });
});

test.each([
  ['no JSON', '{"profile": {"na'],
  ['something else', '{"recent": "none"}'],
  ['wrong values', '{"recent": [], "profile": {"name": 7}}'],
])('a file that holds %s is kept aside, and reported once', (_, text) => {
  writeFileSync(join(folder, 'settings.json'), text);
  const settings = new Settings(folder);
  expect(settings.get('recent')).toEqual([]);
  const [fault, ...more] = settings.drainFaults();
  expect(fault).toContain('Your settings could not be read, so they start anew. The old file is kept as ');
  expect([...more, ...settings.drainFaults()]).toEqual([]);
  const kept = readdirSync(folder).find((name) => name.startsWith('settings.json.broken-')) ?? '';
  expect(readFileSync(join(folder, kept), 'utf8')).toBe(text);
  settings.set('profile', ADA);
  expect(new Settings(folder).get('profile')).toEqual(ADA);
});

test.each([
  ['deleted', () => rmSync(join(folder, 'settings.json'))],
  ['deleted with its folder', () => rmSync(folder, { recursive: true })],
  ['emptied', () => writeFileSync(join(folder, 'settings.json'), '')],
  ['overwritten with zeros', () => writeFileSync(join(folder, 'settings.json'), '\0'.repeat(64))],
])('a file that is %s while the game runs is written whole at the next change', (_, damage) => {
  const settings = new Settings(folder);
  settings.set('profile', ADA);
  damage();
  settings.set('preferences', { isMuted: true, hasSeenHelp: true });
  expect(settings.drainFaults()).toEqual([]);
  const next = new Settings(folder);
  expect(next.drainFaults()).toEqual([]);
  expect(next.get('profile')).toEqual(ADA);
  expect(next.get('preferences')).toEqual({ isMuted: true, hasSeenHelp: true });
});

test('where nothing can be written the game plays on with what it has, and says so once', () => {
  // A folder in the place of the file: nobody can write that, root included.
  const settings = new Settings(folder);
  rmSync(join(folder, 'settings.json'));
  mkdirSync(join(folder, 'settings.json', 'x'), { recursive: true });
  settings.set('profile', ADA);
  settings.set('profile', { ...ADA, name: 'Grace' });
  expect(settings.get('profile')).toEqual({ ...ADA, name: 'Grace' });
  expect(settings.drainFaults()).toEqual([expect.stringContaining('Your settings could not be saved: ')]);
});

/** Nothing is forbidden to root. */
const isRoot = process.geteuid?.() === 0;

test('a folder that is not ours to write (EACCES) holds the game up once at most', () => {
  expectHeldUpOnce(0o555);
});

testUnless(
  isRoot ? undefined : 'only root can make a file that another one owns',
  'a file of somebody else, which may not be replaced (EPERM), holds the game up once at most',
  // In a folder with this bit (sticky) everybody may write, and nobody may replace the files of others.
  () => {
    expectHeldUpOnce(0o1777);
    return Promise.resolve();
  },
);

/** Writes to a file in a folder of this mode, as somebody who may not. */
function expectHeldUpOnce(mode: number): void {
  new Settings(folder).set('profile', ADA);
  chmodSync(join(folder, 'settings.json'), 0o644);
  chmodSync(folder, mode);
  if (isRoot) process.seteuid?.(65_534);
  try {
    const settings = new Settings(folder);
    const timesMs = ['Grace', 'Edsger', 'Barbara'].map((name) => {
      const beganMs = performance.now();
      settings.set('profile', { ...ADA, name });
      return performance.now() - beganMs;
    });
    expect(settings.get('profile')).toEqual({ ...ADA, name: 'Barbara' });
    expect(settings.drainFaults()).toEqual([expect.stringContaining('Your settings could not be saved: ')]);
    const [first = NaN, ...later] = timesMs;
    expect(Math.max(...later)).toBeLessThan(first / 10);
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
  }
}

test.each([
  ['a width of 1e12', { window: { x: 0, y: 0, width: 1e12, height: 800, isMaximized: false } }],
  [
    'a place far from every screen',
    { window: { x: -9e9, y: 0, width: 800, height: 600, isMaximized: false } },
  ],
  ['a height of none', { window: { x: 0, y: 0, width: 800, height: 0, isMaximized: false } }],
])('a window with %s is placed as if it were the first', (_, values) => {
  const settings = openWith(values);
  expect(settings.get('window')).toBeUndefined();
  expectHealed(settings);
});

test('an impossible colour is left out, and the name stays', () => {
  const settings = openWith({ profile: { name: 'Ada', colour: 'url(evil)' } });
  expect(settings.get('profile')).toEqual({ name: 'Ada' });
  expectHealed(settings);
});

test('a name of 150 characters is cut to what a name may have, and none is left out', () => {
  const settings = openWith({ profile: { name: '🦊'.repeat(150), colour: '#e69f00' } });
  expect(settings.get('profile')).toEqual({ name: '🦊'.repeat(24), colour: '#e69f00' });
  expectHealed(settings);
  expect(openWith({ profile: { name: ' \u0000 ', colour: '#e69f00' } }).get('profile')).toEqual({
    colour: '#e69f00',
  });
});

test('recent yards that cannot be joined are left out', () => {
  const attic = { name: 'Attic', address: 'tcp://192.168.1.20:5557' };
  const recent = [{ name: 'Nowhere', address: 'javascript:alert(1)' }, attic];
  expect(openWith({ recent }).get('recent')).toEqual([attic]);
});

function openWith(values: object): Settings {
  const preferences = { isMuted: true, hasSeenHelp: true };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ recent: [], preferences, ...values }));
  return new Settings(folder);
}

/** The rest is kept, nobody is told, and what is written next is right. */
function expectHealed(settings: Settings): void {
  expect(settings.get('preferences')).toEqual({ isMuted: true, hasSeenHelp: true });
  settings.set('preferences', { isMuted: false, hasSeenHelp: true });
  expect(settings.drainFaults()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['settings.json']);
  const next = new Settings(folder);
  expect(next.get('window')).toEqual(settings.get('window'));
  expect(next.get('profile')).toEqual(settings.get('profile'));
}
