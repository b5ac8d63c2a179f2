import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isKey } from '../../shared/keys';
import { loadKeyPair } from './key-pair';
import { PrivateFile } from '../../cli/private-file';

let folder: string;
let file: PrivateFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeroyard-'));
  file = new PrivateFile(join(folder, 'keys', 'server.key'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('is made at the first start, kept for its user alone, and the same from then on', () => {
  const made = loadKeyPair(file);
  expect([made.publicKey.length, made.secretKey.length]).toEqual([32, 32]);
  expect(isKey(made.publicKey.toString('base64url'))).toBe(true);
  expect(statSync(file.path).mode & 0o777).toBe(0o600);
  expect(loadKeyPair(file)).toEqual(made);
  expect(loadKeyPair(new PrivateFile(join(folder, 'other.key')))).not.toEqual(made);
});

test('of two first starts at the same moment both have the key that one of them made', () => {
  let other: ReturnType<typeof loadKeyPair> | undefined;
  class Late extends PrivateFile {
    override read(): string | undefined {
      const text = super.read();
      other ??= loadKeyPair(new PrivateFile(file.path));
      return text;
    }
  }
  expect(loadKeyPair(new Late(file.path))).toEqual(other);
  expect(loadKeyPair(file)).toEqual(other);
  expect(readdirSync(join(folder, 'keys'))).toEqual(['server.key']);
});

test('its public key is the one that libsodium has for its secret key', () => {
  const sodium = createRequire(__filename)('sodium-native') as {
    crypto_scalarmult_base(publicKey: Buffer, secretKey: Buffer): void;
  };
  const { publicKey, secretKey } = loadKeyPair(file);
  const computed = Buffer.alloc(32);
  sodium.crypto_scalarmult_base(computed, secretKey);
  expect(computed).toEqual(publicKey);
});

test.each([
  ['nothing', () => ''],
  ['no JSON', () => 'a key'],
  ['null', () => 'null'],
  ['a key that is cut', (text: string) => text.replace(/.",?\n}/, '"\n}')],
  [
    'the public key of another pair',
    (text: string) => text.replace(/"publicKey": "[^"]+"/, `"publicKey": "${'A'.repeat(43)}"`),
  ],
  ['no secret key', (text: string) => text.replace('secretKey', 'key')],
])('a file with %s is refused in words that bear no key, and left as it is', (_, spoil) => {
  loadKeyPair(file);
  const whole = readFileSync(file.path, 'utf8');
  const spoiled = spoil(whole);
  expect(spoiled).not.toBe(whole);
  writeFileSync(file.path, spoiled);
  let sentence = '';
  try {
    loadKeyPair(file);
  } catch (error) {
    sentence = (error as Error).message;
  }
  expect(sentence).toContain(`${file.path} is damaged`);
  const { publicKey, secretKey } = JSON.parse(whole) as Record<string, string>;
  expect([publicKey, secretKey].some((key) => sentence.includes(key ?? ''))).toBe(false);
  expect(readFileSync(file.path, 'utf8')).toBe(spoiled);
});
