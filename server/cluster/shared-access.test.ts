import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessFiles } from '../keys/kept-access';
import { openAccess } from '../keys/open-access';
import type { AccessOptions } from '../access/access-rules';
import { EXPULSION_MS, type Expulsion } from '../access/expulsions';
import type { Waiting } from '../access/waiting-list';
import { MemoryStore, settle } from './kv.fixture';
import { RegisterFile } from './register-file';
import { createSeal, OPEN_SEAL } from './seal';
import { SharedAccess } from './shared-access';
import { SharedRegisters } from './shared-registers';

const SECRET = Buffer.alloc(32, 7);
const TICKETS = [1, 2, 3].map((n) => Buffer.alloc(16, n).toString('base64url')) as [string, string, string];
const identityOf = (n: number) => Buffer.alloc(32, n).toString('base64url');
const profile = { name: 'Ada', colour: '#e69f00' };
const ada = { identity: identityOf(1), name: 'Ada' };
const grace = { identity: identityOf(2), name: 'Grace' };

let nowMs = 1_000_000;
let folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'zeroyard-shared-'));
  folders.push(folder);
  return folder;
};

beforeEach(() => (nowMs = 1_000_000));
afterEach(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders = [];
});

/** A server with its folder of keys, as main.ts puts it together. */
function open(store: MemoryStore, folder?: string, options: Partial<AccessOptions> = {}) {
  const secure = folder !== undefined;
  const warn = jest.fn();
  const file = new RegisterFile(folder);
  const kept = file.read();
  const files = new AccessFiles(folder);
  const access = openAccess({ secure, invitedOnly: false, askFirst: false, ...options }, files, warn);
  const kv = store.connect();
  const registers = new SharedRegisters(kv, secure ? createSeal(SECRET) : OPEN_SEAL);
  const [expel, answerWaiting] = [jest.fn(), jest.fn()];
  const shared = new SharedAccess(access, registers, kept, {
    ...{ expel, answerWaiting, warn, nowMs: () => nowMs },
    writeBans: (bans) => files.writeBans(bans),
    writeTicket: (ticket) => files.writeTicket(ticket),
    writeRegisters: (all) => file.write(all),
  });
  const codeOf = (identity: string, key?: string) =>
    access.checkExpelled({ key, identity }, nowMs)?.code ??
    access.checkNewcomer({ profile, identity }, { address: '' }, nowMs)?.code;
  return { access, files, kv, shared, expel, answerWaiting, warn, codeOf, folder, options };
}

type Server = ReturnType<typeof open>;

/** Time passes for some servers: less than a second. */
async function pass(...servers: Server[]): Promise<void> {
  for (let n = 0; n < 3; n++) {
    nowMs += 250;
    for (const { shared } of servers) shared.tick(nowMs);
    await settle(30);
  }
}

async function restart(store: MemoryStore, server: Server): Promise<Server> {
  server.shared.close();
  await settle();
  return open(store, server.folder, server.options);
}

test('what one server’s host does is at the others within a second: lock, bans, mutes, ticket, who is known', async () => {
  const store = new MemoryStore();
  const options = { invitedOnly: true };
  const [one, two] = [open(store, newFolder(), options), open(store, newFolder(), options)];
  await pass(one, two);
  expect(one.access.ticket).toBe(two.access.ticket);
  one.access.isLocked = true;
  one.access.ban(ada, 'key of Ada', nowMs);
  one.access.mutes.add({ id: 9, identity: grace.identity });
  one.access.ticket = TICKETS[0];
  one.access.admitted(identityOf(5));
  await pass(one, two);
  expect([two.access.isLocked, two.access.ticket]).toEqual([true, TICKETS[0]]);
  expect(two.codeOf(ada.identity)).toBe('banned');
  expect(two.expel).toHaveBeenCalledWith(expect.objectContaining({ identity: ada.identity }));
  expect(two.access.mutes.has({ id: 9, identity: undefined })).toBe(true);
  expect(two.access.mutes.has({ id: 1, identity: grace.identity })).toBe(true);
  expect(two.access.known.has(identityOf(5))).toBe(true);
  two.access.isLocked = false;
  two.access.unban(ada.identity);
  two.access.mutes.remove({ id: 9, identity: grace.identity });
  await pass(one, two);
  expect([one.access.isLocked, one.access.bans.size, one.access.mutes.all]).toEqual([false, 0, []]);
  expect(one.expel).not.toHaveBeenCalled();
});

test('who was kicked at one server does not come in at another one for the rest of that minute', async () => {
  const store = new MemoryStore();
  const [one, two] = [open(store, newFolder()), open(store, newFolder())];
  await pass(one, two);
  one.access.kick({ key: 'key of Ada', identity: ada.identity }, nowMs);
  await pass(one, two);
  expect([two.codeOf(identityOf(9), 'key of Ada'), two.codeOf(ada.identity)]).toEqual(['kicked', 'kicked']);
  expect(two.expel).toHaveBeenCalledTimes(1);
  // One that starts now, too; and nothing of it is left later.
  const three = open(store, newFolder());
  await pass(three);
  expect(three.codeOf(ada.identity)).toBe('kicked');
  nowMs += EXPULSION_MS;
  expect([two, three].map(({ codeOf }) => codeOf(ada.identity))).toEqual([undefined, undefined]);
});

test('who was let in and then kicked has to ask again at every server, also at one that was away meanwhile or starts later', async () => {
  const store = new MemoryStore();
  const options = { askFirst: true };
  const [one, two, away] = [1, 2, 3].map(() => open(store, newFolder(), options)) as [Server, Server, Server];
  one.access.admitted(ada.identity);
  await pass(one, two, away);
  expect([two, away].map(({ codeOf }) => codeOf(ada.identity))).toEqual([undefined, undefined]);
  away.files.writeKnown(away.access);
  away.shared.close();
  one.access.kick({ key: 'key of Ada', identity: ada.identity }, nowMs);
  await pass(one, two);
  nowMs += EXPULSION_MS;
  expect(away.files.read().identities).toEqual([ada.identity]);
  const back = open(store, away.folder, options);
  const servers = [one, two, back, open(store, newFolder(), options)];
  await pass(...servers);
  expect(servers.map(({ codeOf }) => codeOf(ada.identity))).toEqual(servers.map(() => 'waiting'));
  two.access.admitted(ada.identity);
  await pass(...servers);
  expect(servers.map(({ codeOf }) => codeOf(ada.identity))).toEqual(servers.map(() => undefined));
});

test('in an open yard, where nobody has an identity, a kick goes by the key, and the lock and mutes by id hold everywhere', async () => {
  const store = new MemoryStore();
  const [one, two] = [open(store), open(store)];
  await pass(one, two);
  one.access.kick({ key: 'key of Ada' }, nowMs);
  one.access.mutes.add({ id: 9, identity: undefined });
  one.access.isLocked = true;
  await pass(one, two);
  expect(two.access.checkExpelled({ key: 'key of Ada' }, nowMs)?.code).toBe('kicked');
  expect(two.access.mutes.all).toEqual([9]);
  expect(two.access.isLocked).toBe(true);
  const all = [...store.entries.values()].map(({ value }) => Buffer.from(value).toString()).join();
  expect(all).not.toContain('key of Ada');
});

test.each([false, true])(
  'what was said holds after all servers have ended, by the files and by NATS (which has lost everything: %s)',
  async (isLost) => {
    const store = new MemoryStore();
    const options = { invitedOnly: true };
    let servers = [open(store, newFolder(), options), open(store, newFolder(), options)];
    await pass(...servers);
    const [first] = servers as [Server];
    first.access.isLocked = true;
    first.access.ban(ada, undefined, nowMs);
    first.access.ban(grace, undefined, nowMs);
    first.access.ticket = TICKETS[2];
    first.access.mutes.add({ id: 9, identity: identityOf(6) });
    await pass(...servers);
    first.access.unban(grace.identity);
    await pass(...servers);
    for (const { shared } of servers) shared.close();
    await settle();
    if (isLost) store.entries.clear();
    servers = servers.map(({ folder }) => open(store, folder, options));
    await pass(...servers);
    for (const { access } of servers) {
      expect([access.isLocked, access.bans.all, access.ticket]).toEqual([true, [ada], TICKETS[2]]);
      expect(access.mutes.has({ id: 1, identity: identityOf(6) })).toBe(true);
    }
  },
);

test('a server that was away for long merges: it brings its own bans, lifts what was lifted, and takes the newest ticket', async () => {
  const store = new MemoryStore();
  const options = { invitedOnly: true };
  const one = open(store, newFolder(), options);
  let two = open(store, newFolder(), options);
  await pass(one, two);
  one.access.ban(ada, undefined, nowMs);
  await pass(one, two);
  two.shared.close();
  one.access.unban(ada.identity);
  one.access.ticket = TICKETS[0];
  await pass(one);
  // Meanwhile its operator has it run without the others.
  const alone = openAccess({ secure: true, askFirst: false, ...options }, two.files, () => undefined);
  alone.ban(grace, undefined, nowMs);
  two.files.writeBans(alone.bans.all);
  two = open(store, two.folder, options);
  await pass(one, two);
  for (const { access } of [one, two]) {
    expect(access.bans.all).toEqual([grace]);
    expect(access.ticket).toBe(TICKETS[0]);
  }
});

test('a new server of a yard takes its ticket, and does not replace it by one that it has just made', async () => {
  const store = new MemoryStore();
  const options = { invitedOnly: true };
  const one = open(store, newFolder(), options);
  one.access.ticket = TICKETS[1];
  await pass(one);
  const two = open(store, newFolder(), options);
  await pass(one, two);
  expect([one, two].map(({ access }) => access.ticket)).toEqual([TICKETS[1], TICKETS[1]]);
  expect(readFileSync(join(two.folder ?? '', 'ticket'), 'utf8').trim()).toBe(TICKETS[1]);
});

test('a ban that was kept while the program was killed before it noted when is one, and not one that was taken back', async () => {
  const store = new MemoryStore();
  let one = open(store, newFolder());
  await pass(one);
  // The console writes at once; the registers follow.
  one.files.writeBans([ada]);
  one = await restart(store, open(new MemoryStore(), one.folder));
  await pass(one);
  expect(one.access.bans.all).toEqual([ada]);
});

test('two halves of a yard that did not know of each other come to the same', async () => {
  const store = new MemoryStore(5);
  const [one, two] = [open(store, newFolder()), open(store, newFolder())];
  await pass(one, two);
  two.kv.isAway = true;
  one.access.ban(ada, undefined, nowMs);
  one.access.isLocked = true;
  await pass(one, two);
  two.access.ban(grace, undefined, nowMs);
  two.access.isLocked = true;
  await pass(one, two);
  two.access.isLocked = false;
  await pass(one, two);
  two.kv.isAway = false;
  await pass(one, two);
  const stateOf = ({ access }: Server) => [access.isLocked, access.bans.all.map(({ name }) => name).sort()];
  expect([one, two].map(stateOf)).toEqual([
    [false, ['Ada', 'Grace']],
    [false, ['Ada', 'Grace']],
  ]);
});

test('who waits at two servers is let in at both by one word, or sent away', async () => {
  const store = new MemoryStore();
  const options = { askFirst: true };
  const [one, two] = [open(store, newFolder(), options), open(store, newFolder(), options)];
  await pass(one, two);
  const wait = (n: number) => [one, two].map(({ codeOf }) => codeOf(identityOf(n)));
  expect(wait(2)).toEqual(['waiting', 'waiting']);
  const [first] = one.access.waiting.all;
  if (first) one.access.admit(first);
  await pass(one, two);
  expect(two.answerWaiting).toHaveBeenCalledTimes(1);
  expect(two.access.waiting.all).toEqual([]);
  expect(two.codeOf(identityOf(2))).toBeUndefined();
  expect(wait(3)).toEqual(['waiting', 'waiting']);
  const [second] = two.access.waiting.all;
  if (second) two.access.reject(second, nowMs);
  await pass(one, two);
  const [[waiting, expulsion]] = one.answerWaiting.mock.calls as [[Waiting, Expulsion]];
  expect([waiting.identity, expulsion.refusal.code]).toEqual([identityOf(3), 'kicked']);
  expect(expulsion.refusal.reason).toContain('did not let you in');
  expect(one.access.waiting.all).toEqual([]);
});

test('what is kept is its user’s alone; a damaged file is refused in words, left as it is, and a full disk is told once', async () => {
  const folder = newFolder();
  const one = open(new MemoryStore(), folder);
  one.access.ban(ada, undefined, nowMs);
  await pass(one);
  const path = join(folder, 'yard.json');
  expect(statSync(path).mode & 0o077).toBe(0);
  for (const text of [
    '{',
    '{"version":1}',
    '{"version":1,"registers":[{"at":0,"kind":"lock","isLocked":true}]}',
  ]) {
    writeFileSync(path, text);
    expect(() => new RegisterFile(folder).read()).toThrow('yard.json is damaged');
    expect(readFileSync(path, 'utf8')).toBe(text);
  }
  one.access.isLocked = true;
  await pass(one);
  expect(one.warn).toHaveBeenCalledTimes(1);
  rmSync(path);
  nowMs += 5000;
  await pass(one);
  expect(new RegisterFile(folder).read()).toHaveLength(2);
});
