import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessRules } from '../access/access-rules';
import { isTicket } from '../../shared/keys';
import { AccessFiles, createTicket } from './kept-access';
import { keepKnown, openAccess } from './open-access';

const identityOf = (n: number) => Buffer.alloc(32, n).toString('base64url');
const INVITED = { secure: true, invitedOnly: true, askFirst: false };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeroyard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, 'keys', name);
const files = () => new AccessFiles(join(folder, 'keys'));
const fail = (sentence: string) => {
  throw new Error(sentence);
};

test('bans, known identities and the ticket are kept, each for its user alone', () => {
  const bans = [{ identity: identityOf(1), name: 'Ada “B” 🦊' }];
  files().writeBans(bans);
  const access = openAccess(INVITED, files(), fail);
  expect(isTicket(access.ticket ?? '')).toBe(true);
  access.admitted(identityOf(2));
  keepKnown(access, files(), fail)();
  expect(files().read()).toEqual({ bans, identities: [identityOf(2)], ticket: access.ticket });
  expect(readdirSync(join(folder, 'keys')).sort()).toEqual(['bans.json', 'identities.json', 'ticket']);
  for (const name of ['bans.json', 'identities.json', 'ticket'])
    expect(statSync(path(name)).mode & 0o777).toBe(0o600);
  const again = openAccess(INVITED, files(), fail);
  expect([again.ticket, again.bans.all, again.known.all]).toEqual([access.ticket, bans, [identityOf(2)]]);
});

test('two servers with the same keys lose none of each other’s bans and known identities', () => {
  const [first, second] = [files(), files()];
  const ban = (n: number) => ({ identity: identityOf(n), name: `Walker ${n}` });
  first.writeBans([ban(1)]);
  const [one, other] = [openAccess(INVITED, first, fail), openAccess(INVITED, second, fail)];
  first.writeBans([ban(2), ban(1)]);
  second.writeBans([ban(3), ban(1)]);
  expect(files().read().bans).toEqual([ban(3), ban(2), ban(1)]);
  first.writeBans([ban(2)]);
  second.writeBans([ban(4), ban(3), ban(1)]);
  expect(files().read().bans).toEqual([ban(4), ban(3), ban(2)]);
  one.admitted(identityOf(5));
  first.writeKnown(one);
  other.admitted(identityOf(6));
  second.writeKnown(other);
  expect(files().read().identities).toEqual([identityOf(5), identityOf(6)]);
});

test('a ticket is asked for by a yard for the invited alone; another yard leaves the file as it is', () => {
  files().writeTicket(createTicket());
  const text = readFileSync(path('ticket'), 'utf8');
  expect(openAccess({ ...INVITED, invitedOnly: false }, files(), fail).ticket).toBeUndefined();
  expect(readFileSync(path('ticket'), 'utf8')).toBe(text);
  expect(createTicket()).not.toBe(createTicket());
});

test('without a folder nothing is kept, and nothing is missing', () => {
  const none = new AccessFiles(undefined);
  expect(none.read()).toEqual({ bans: [], identities: [], ticket: undefined });
  none.writeBans([]);
  expect(openAccess(INVITED, none, fail).ticket).toHaveLength(22);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['bans.json', '{"version":1,"bans":['],
  ['bans.json', '[]'],
  ['bans.json', '{"version":2,"bans":[]}'],
  ['bans.json', '{"version":1,"bans":{}}'],
  ['bans.json', `{"version":1,"bans":[{"identity":"${identityOf(1)}","name":""}]}`],
  ['bans.json', `{"version":1,"bans":[{"identity":"${identityOf(1)}x","name":"Ada"}]}`],
  ['bans.json', `{"version":1,"bans":[{"identity":"${identityOf(1)}","name":"A\\u001bda"}]}`],
  ['bans.json', 'null'],
  ['identities.json', '{"version":1,"identities":[7]}'],
  ['identities.json', `{"version":1,"identities":${JSON.stringify(Array(5001).fill(identityOf(1)))}}`],
  ['ticket', ''],
  ['ticket', 'secret'],
])(
  '%s with %.60s is damaged: it is said in words that quote nothing of it, and left as it is',
  (name, text) => {
    mkdirSync(join(folder, 'keys'));
    writeFileSync(path(name), text);
    let words = '';
    try {
      openAccess(INVITED, files(), fail);
    } catch (error) {
      words = (error as Error).message;
    }
    expect(words).toMatch(
      new RegExp(`${name} is damaged \\(.*\\)\\. It was left as it is: mend it, or move it away\\.$`),
    );
    expect(words).not.toContain(identityOf(1));
    expect(words).not.toContain('secret');
    expect(readFileSync(path(name), 'utf8')).toBe(text);
  },
);

test('where nothing can be written it is said once, and the yard opens', () => {
  // There is nothing to be read, and no folder can be made.
  symlinkSync(join(folder, 'nowhere', 'keys'), join(folder, 'keys'));
  const warned: string[] = [];
  const warn = (sentence: string) => warned.push(sentence);
  const access = openAccess(INVITED, files(), warn);
  expect(access.ticket).toHaveLength(22);
  expect(warned).toEqual([expect.stringMatching(/holds until the server ends.*ticket cannot be written/)]);
});

test('known identities are written only where they have changed', () => {
  const access = new AccessRules(INVITED);
  const keep = () => keepKnown(access, files(), fail)();
  keep();
  expect(existsSync(path('identities.json'))).toBe(false);
  access.admitted(identityOf(1));
  keep();
  expect(files().read().identities).toEqual([identityOf(1)]);
  rmSync(path('identities.json'));
  keep();
  expect(existsSync(path('identities.json'))).toBe(false);
});

test('whose leave was taken back by a kick has none after a restart either', () => {
  const access = openAccess({ ...INVITED, askFirst: true }, files(), fail);
  for (const n of [1, 2]) access.admitted(identityOf(n));
  files().writeKnown(access);
  access.kick({ identity: identityOf(1) }, 0);
  files().writeKnown(access);
  expect(files().read().identities).toEqual([identityOf(2)]);
});
