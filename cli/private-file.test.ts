import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivateFile } from './private-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeroyard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

test('what was written is read, and nobody else may read it', () => {
  const file = new PrivateFile(join(folder, 'keys', 'secret'));
  expect(file.read()).toBeUndefined();
  file.write('one');
  file.write('two');
  expect(file.read()).toBe('two');
  expect([modeOf(file.path), modeOf(join(folder, 'keys'))]).toEqual([0o600, 0o700]);
  expect(readdirSync(join(folder, 'keys'))).toEqual(['secret']);
});

test('a file that all could read is made private', () => {
  const file = new PrivateFile(join(folder, 'secret'));
  writeFileSync(file.path, 'open');
  chmodSync(file.path, 0o644);
  expect(file.read()).toBe('open');
  expect(modeOf(file.path)).toBe(0o600);
});

test.each(['with hard links', 'without them'])('a file is made once, whole, %s', (how) => {
  const file = new PrivateFile(join(folder, 'keys', 'secret'));
  if (how === 'without them')
    jest.spyOn(fs, 'linkSync').mockImplementation(() => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
    });
  expect([file.create('one'), file.create('two'), file.read()]).toEqual([true, false, 'one']);
  expect(modeOf(file.path)).toBe(0o600);
  expect(readdirSync(join(folder, 'keys'))).toEqual(['secret']);
  jest.restoreAllMocks();
});

test('what is no file of ours is refused in words, and left as it is', () => {
  const file = new PrivateFile(join(folder, 'secret'));
  writeFileSync(file.path, Buffer.alloc(5 * 1024 * 1024));
  expect(() => file.read()).toThrow('secret cannot be read: it has 5242880 bytes');
  rmSync(file.path);
  mkdirSync(file.path);
  expect(() => file.read()).toThrow('secret cannot be read');
  expect(() => file.write('one')).toThrow('secret cannot be written');
  expect(existsSync(file.path)).toBe(true);
});
