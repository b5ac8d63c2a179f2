import { REGISTERS_MAX, writeStamped, type AccessValue, type Stamped } from './access-registers';
import { MemoryStore, randomOf, settle, type MemoryKv } from './kv.fixture';
import { createSeal, OPEN_SEAL, type Seal } from './seal';
import { SharedRegisters } from './shared-registers';

const SECRET = Buffer.alloc(32, 7);
const TICKETS = [1, 2, 3].map((n) => Buffer.alloc(16, n).toString('base64url')) as [string, string, string];
const identityOf = (n: number) => Buffer.alloc(32, n).toString('base64url');
const ban = (n: number, isInForce = true): AccessValue => ({
  kind: 'ban',
  ...{ identity: identityOf(n), name: `Ada ${n}`, isInForce },
});
const lock = (isLocked: boolean): AccessValue => ({ kind: 'lock', isLocked });
const ticket = (n: 0 | 1 | 2): AccessValue => ({ kind: 'ticket', ticket: TICKETS[n] });

interface Server {
  kv: MemoryKv;
  registers: SharedRegisters;
  news: Stamped[];
}

function open(store: MemoryStore, kept: readonly Stamped[] = [], seal: Seal = createSeal(SECRET)): Server {
  const kv = store.connect();
  const registers = new SharedRegisters(kv, seal);
  const news: Stamped[] = [];
  registers.merge(kept);
  registers.onNews = (stamped) => news.push(stamped);
  registers.open();
  return { kv, registers, news };
}

/** All that a server holds, in one order. */
const stateOf = ({ registers }: Server) => registers.all.map(writeStamped).sort();

test('what one server says the others are told, once, and a newer word is right wherever it was said', async () => {
  const store = new MemoryStore();
  const [one, two] = [open(store), open(store)];
  one.registers.say(lock(true), 1000);
  one.registers.say(ban(1), 1000);
  await settle();
  expect(two.news).toHaveLength(2);
  expect(two.news.map(({ value }) => value)).toEqual(expect.arrayContaining([lock(true), ban(1)]));
  // Its clock is behind: what it says after it was told is newer all the same.
  two.registers.say(lock(false), 10);
  await settle();
  expect(one.registers.find(lock(true))?.value).toEqual(lock(false));
  expect([one.news.length, two.news.length]).toEqual([1, 2]);
  expect(stateOf(one)).toEqual(stateOf(two));
});

test('two that say otherwise of one thing in one moment come to the same', async () => {
  const store = new MemoryStore(3);
  const servers = [open(store), open(store), open(store)];
  servers.forEach(({ registers }, n) => registers.say(ticket(n as 0 | 1 | 2), 1000));
  await settle();
  const tickets = servers.map(({ registers }) => registers.find(ticket(0))?.value);
  expect(tickets).toEqual([ticket(2), ticket(2), ticket(2)]);
  expect(servers.some(({ kv }) => kv.conflicts > 0)).toBe(true);
});

test('a server that was away brings its bans, keeps out who was banned without it, and does not bring back who was let in again', async () => {
  const store = new MemoryStore();
  const [one, two] = [open(store), open(store)];
  one.registers.say(ban(1), 1000);
  one.registers.say(ticket(0), 1000);
  await settle();
  two.kv.isAway = true;
  one.registers.say(ban(1, false), 2000);
  one.registers.say(ban(2), 2000);
  one.registers.say(ticket(1), 2000);
  two.registers.say(ban(3), 3000);
  two.registers.say(ticket(2), 1500);
  await settle();
  two.kv.isAway = false;
  await settle();
  for (const { registers } of [one, two]) {
    const of = (n: number) => registers.find(ban(n))?.value;
    expect([of(1), of(2), of(3)]).toEqual([ban(1, false), ban(2), ban(3)]);
    expect(registers.find(ticket(0))?.value).toEqual(ticket(1));
  }
});

test('a store that has lost everything is filled again by who is there, and one that is empty at the start by the files', async () => {
  const store = new MemoryStore();
  const one = open(store, [{ atMs: 5, value: ban(1) }]);
  await settle();
  one.registers.say(lock(true), 10);
  await settle();
  expect(store.entries.size).toBe(2);
  one.kv.isAway = true;
  store.entries.clear();
  one.kv.isAway = false;
  await settle();
  expect(store.entries.size).toBe(2);
  expect(stateOf(open(store))).toEqual(stateOf(one));
});

test('servers that come and go, are away, and lose answers, with files of any age, come to the same as one that was told all', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = randomOf(seed);
    const upTo = (n: number) => Math.floor(random() * n);
    const store = new MemoryStore(seed);
    store.lossOfAnswers = 0.2;
    const newest = new Map<string, Stamped>();
    let servers = [open(store), open(store), open(store)];
    for (let step = 1; step <= 60; step++) {
      const server = servers[upTo(3)] as Server;
      const does = random();
      if (does < 0.2) server.kv.isAway = !server.kv.isAway;
      else if (does < 0.3) {
        // Killed, and started with its file.
        server.registers.close();
        const next = open(store, server.registers.all);
        servers = servers.map((each) => (each === server ? next : each));
      } else if (does < 0.33) store.entries.clear();
      else {
        const value = [ban(upTo(4), random() < 0.5), lock(random() < 0.5), ticket(upTo(3) as 0)][upTo(3)] as AccessValue; // prettier-ignore
        server.registers.say(value, step * 1000);
        const said = server.registers.find(value) as Stamped;
        newest.set(value.kind === 'ban' ? value.identity : value.kind, said);
      }
      if (random() < 0.5) await settle(upTo(8));
    }
    store.lossOfAnswers = 0;
    for (const { kv } of servers) [kv.isAway, kv.isAway] = [true, false];
    await settle(200);
    for (const { registers } of servers) registers.write();
    await settle(200);
    for (const server of servers)
      expect(stateOf(server)).toEqual([...newest.values()].map(writeStamped).sort());
  }
});

test('what others than servers with these keys have put there is counted and passed over, and replaced where it stands in the way', async () => {
  const store = new MemoryStore();
  const one = open(store);
  one.registers.say(lock(true), 1000);
  await settle();
  const foreign = createSeal(Buffer.alloc(32, 8));
  const later = writeStamped({ atMs: 9e12, value: lock(false) });
  store.write('lock', foreign.seal('lock', later));
  store.write('ticket', OPEN_SEAL.seal('ticket', '{"at":1,"kind":"ticket"}'));
  // What is right in another place.
  const ban1 = store.write(
    'ban.x',
    createSeal(SECRET).seal('ban.x', writeStamped({ atMs: 5, value: ban(1) })),
  );
  store.write('ids', Buffer.from('257'));
  await settle();
  expect(ban1).toBeGreaterThan(0);
  expect(one.news).toEqual([]);
  expect(one.registers.malformed).toBe(3);
  const two = open(store);
  expect(two.registers.all.map(({ value }) => value)).toEqual([lock(true)]);
});

test('in the store of a secured yard nothing can be read of who may come in', async () => {
  const store = new MemoryStore();
  const { registers } = open(store);
  registers.say(ban(1), 1000);
  registers.say(ticket(0), 1000);
  registers.say({ kind: 'known', identity: identityOf(2), isInForce: true }, 1000);
  registers.say({ kind: 'mute', who: identityOf(3), isInForce: true }, 1000);
  await settle();
  const all = [...store.entries]
    .map(([key, { value }]) => key + Buffer.from(value).toString('latin1'))
    .join('\n');
  expect(store.entries.size).toBe(4);
  for (const secret of ['Ada', TICKETS[0], identityOf(1), identityOf(2), identityOf(3), 'identity'])
    expect(all).not.toContain(secret);
});

test('there are no more of each kind than may be, here and in the store: the oldest go, and bans in force stay', async () => {
  const store = new MemoryStore();
  const one = open(store);
  const max = REGISTERS_MAX.mute;
  for (let n = 0; n < 3; n++) one.registers.say(ban(n), n + 1);
  for (let id = 1; id <= 1.2 * max; id++) {
    one.registers.say({ kind: 'mute', who: id, isInForce: true }, id);
    if (id % 10 === 0) await settle(8);
  }
  await settle();
  const ids = one.registers.all.flatMap(({ value }) => (value.kind === 'mute' ? [Number(value.who)] : []));
  expect(ids.length).toBeLessThanOrEqual(1.1 * max);
  expect(Math.max(...ids) - Math.min(...ids)).toBe(ids.length - 1);
  expect(store.entries.size).toBe(ids.length + 3);
  expect(open(store).registers.all).toHaveLength(ids.length + 3);
});
