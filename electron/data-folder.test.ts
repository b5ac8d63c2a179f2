import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFault } from './data-folder';

jest.mock('electron', () => ({}));

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'zeroyard-data-'))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a folder that is ours, or that can be made, is left as it is', () => {
  expect(writeFault(folder)).toBeUndefined();
  expect(writeFault(join(folder, 'a', 'b'))).toBeUndefined();
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual([]);
});

test('a read-only folder is known for one, and so is one that cannot be made', () => {
  // Nothing is forbidden to root.
  const isRoot = process.geteuid?.() === 0;
  chmodSync(folder, 0o555);
  if (isRoot) process.seteuid?.(65_534);
  try {
    expect(writeFault(folder)).toBe('EACCES');
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
  }
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(writeFault(join(file, 'data'))).toBe('ENOTDIR');
});
