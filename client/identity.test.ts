import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivateFile } from '../cli/private-file';
import { isKey } from '../shared/keys';
import { credentialsAt, createSecret, identifyBy, loadSecret } from './identity';

/** The bytes 0 to 31, and 32 to 63. */
const SECRET = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const SERVER_KEY = 'ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8';
const TICKET = 'AAAAAAAAAAAAAAAAAAAAAA';

let folder: string;
let file: PrivateFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeroyard-identity-'));
  file = new PrivateFile(join(folder, 'identity.key'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('an identity is the HMAC-SHA-256 of the server’s key, as Python’s hmac has it, and another at each server', () => {
  const identify = identifyBy(SECRET);
  expect(identify(SERVER_KEY)).toBe('YiFd573c6n4sQEf_a7lPjRgmL8iz82SBNLt9RBWP-E0');
  expect(identify(SECRET)).not.toBe(identify(SERVER_KEY));
  expect(isKey(identify(SERVER_KEY))).toBe(true);
});

test('an open yard is shown neither an identity nor a ticket; a secured one both', () => {
  const identify = identifyBy(SECRET);
  expect(credentialsAt('tcp://127.0.0.1:5557', identify)).toEqual({});
  const secured = `tcp://127.0.0.1:5557?key=${SERVER_KEY}`;
  expect(credentialsAt(secured, identify)).toEqual({ identity: identify(SERVER_KEY) });
  expect(credentialsAt(`${secured}&ticket=${TICKET}`, identify)).toEqual({
    identity: identify(SERVER_KEY),
    ticket: TICKET,
  });
  expect(credentialsAt(secured).identity).not.toBe(credentialsAt(secured).identity);
});

test('the secret is made at the first start, private, and is the same at the next', () => {
  const first = loadSecret(file);
  expect(first.fault).toBeUndefined();
  expect(isKey(first.secret)).toBe(true);
  expect(statSync(file.path).mode & 0o777).toBe(0o600);
  expect(loadSecret(file)).toEqual(first);
});

test.each([['half of one'], [''], [createSecret() + createSecret()]])(
  'a damaged secret is said and kept, and there is one of this run: "%s"',
  (text) => {
    writeFileSync(file.path, text);
    const { secret, fault } = loadSecret(file);
    expect(isKey(secret)).toBe(true);
    expect(fault).toBe(
      `${file.path} is damaged, and is left as it is. Secured yards know you again by that file; in this run you are somebody new to them.`,
    );
    expect(readFileSync(file.path, 'utf8')).toBe(text);
  },
);

test('where it can be neither read nor written there is one of this run, which no sentence holds', () => {
  mkdirSync(file.path);
  const { secret, fault } = loadSecret(file);
  expect(isKey(secret)).toBe(true);
  expect(fault).toContain('cannot be read');
  expect(fault).not.toContain(secret);
});
