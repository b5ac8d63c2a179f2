/** @jest-environment ./tests/support/environment.mjs */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from './settings';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'zeroyard-settings-'))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ADA = { name: 'Ada', colour: '#e69f00' };

test('what is set is there in the next run', () => {
  const settings = new Settings(folder);
  settings.set('profile', ADA);
  settings.set('preferences', { isMuted: true, hasSeenHelp: true });
  const next = new Settings(folder);
  expect(next.get('profile')).toEqual(ADA);
  expect(next.get('preferences')).toEqual({ isMuted: true, hasSeenHelp: true });
  expect(next.get('recent')).toEqual([]);
  expect(next.drainFaults()).toEqual([]);
});

test('a colour that was chosen in version 0.1.0, which spelt it color, is still one’s own', () => {
  const stored = { recent: [], profile: { name: 'Ada', color: '#e69f00' } };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(stored));
  expect(new Settings(folder).get('profile')).toMatchObject(ADA);
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

test('a folder that is not ours to write holds the game up once at most', () => {
  new Settings(folder).set('profile', ADA);
  chmodSync(join(folder, 'settings.json'), 0o644);
  // Nothing is forbidden to root.
  const isRoot = process.geteuid?.() === 0;
  chmodSync(folder, 0o555);
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
});
