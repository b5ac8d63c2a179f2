/** Who is right where two servers claim one key, one id or one name, and how somebody goes from one to the other. */
import { REPLACED } from '../access/refusals';
import { hashKey } from '../access/key-hash';
import { LinkedYards, listen, remote } from './linked-yards.fixture';
import type { Yard } from './yard';
import { controlMessagesTo, join, joinAsGuest, settled, testYard } from './yard.fixture';

const OTHER = 'other';
const walk = { x: 100, y: 50, vx: 240, vy: 0 } as const;

describe('who logs in here with the key of somebody at another server', () => {
  test('is that player at once, with its id, name and place, and nobody is told that it left', () => {
    const { yard, ada } = settled('Ada');
    const told = listen(yard);
    yard.remote.set(OTHER, remote({ loginMs: 70_000 }), 0);
    yard.remote.move(OTHER, 900, { ...walk, atMs: 0 }, 0, 0);
    yard.flush(0);
    const back = join(yard, 'Remote', 500, 'key of Remote', undefined, undefined, '#0072b2');
    expect(back).toMatchObject({ id: 900, server: undefined, isGuest: false, loginMs: 70_001 });
    expect(back.motion.at(500)).toEqual({ x: 220, y: 50 });
    expect(told).toEqual(['changed 900 Remote']);
    const flush = yard.flush(500);
    expect(controlMessagesTo(flush, ada)).toEqual([]);
    expect(controlMessagesTo(flush, back).map(({ address }) => address)).toEqual([
      '/yard',
      '/your/profile',
      '/player/profile',
    ]);
    yard.remote.remove(OTHER, 900, 600);
    yard.remote.removeAll(OTHER, 600);
    expect(back.isPresent).toBe(true);
  });

  test('may have walked on meanwhile, and is put on no other place, but cannot leap by it', () => {
    const { yard } = settled('Ada');
    yard.remote.set(OTHER, remote(), 0);
    yard.remote.move(OTHER, 900, { ...walk, atMs: 0 }, 0, 0);
    const back = join(yard, 'Remote', 2000, 'key of Remote');
    yard.handle(back, { address: '/motion', ...walk, x: 580 }, 2000);
    expect(back.motion.at(2000)).toEqual({ x: 580, y: 50 });
    yard.handle(back, { address: '/motion', ...walk, x: 2400 }, 2010);
    expect(back.motion.at(2010)?.x).toBeLessThan(1300);
  });

  test('has to be of its identity, and needs a seat', () => {
    const yard = testYard({ maxPlayers: 1 });
    const identity = 'i'.repeat(43);
    yard.remote.set(OTHER, remote({ identity }), 0);
    expect(() => join(yard, 'Mallory', 0, 'key of Remote')).toThrow('of another identity');
    yard.remote.set(OTHER, remote(), 0);
    join(yard, 'Ada');
    expect(() => join(yard, 'Remote', 0, 'key of Remote')).toThrow('This yard is full');
    expect(yard.size).toBe(2);
  });

  test('stays muted', () => {
    const { yard } = settled('Ada');
    yard.remote.set(OTHER, remote({ isMuted: true }), 0);
    const back = join(yard, 'Remote', 0, 'key of Remote');
    expect(yard.isMuted(back)).toBe(true);
    expect(yard.handle(back, { address: '/say', text: 'hello' }, 0)).toBe('refused');
  });
});

describe('one of ours who logged in at another server since', () => {
  test('is there from now on: its connection is nobody’s, and nobody is told that it left', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    const detached: unknown[] = [];
    yard.onDetached = (player, refusal) => detached.push([player, refusal?.reason]);
    const told = listen(yard);
    yard.handle(ada, { address: '/ping', n: 1 }, 0);
    yard.remote.set(
      OTHER,
      remote({ ...ada, keyHash: hashKey('key of Ada'), loginMs: 5, wantedName: 'Ada' }),
      5,
    );
    expect(detached).toEqual([[ada, REPLACED.reason]]);
    expect(ada).toMatchObject({ server: OTHER, isPresent: true, key: undefined });
    expect([...yard.own]).toEqual([grace]);
    expect(yard.flush(5)).toBeUndefined();
    expect(told).toEqual([]);
    expect(yard.remote.rosterOf(OTHER).players).toBe(1);
  });

  test('stays here when that login was the earlier one, and the other server is told so', () => {
    const { yard, ada } = settled('Ada');
    ada.loginMs = 10;
    const told = listen(yard);
    yard.remote.set(OTHER, remote({ ...ada, loginMs: 9 }), 20);
    expect(ada.server).toBeUndefined();
    expect(told).toEqual(['changed 1 Ada']);
  });

  test('has had another id there, as where two halves of a yard come together: the earlier login’s is gone', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.remote.set(OTHER, remote({ id: 900, keyHash: ada.keyHash, loginMs: 5 }), 5);
    expect(controlMessagesTo(yard.flush(5), grace)).toEqual([
      { address: '/player/left', id: ada.id },
      expect.objectContaining({ address: '/player/profile', id: 900 }),
    ]);
    expect(Array.from(yard.players, ({ id }) => id)).toEqual([grace.id, 900]);
  });

  test('an id that two have: the earlier login gives it up, comes back with another one, and is refused nothing', () => {
    const { yard, ada } = settled('Ada', 'Grace');
    const refusals: unknown[] = [];
    yard.onDetached = (_, refusal) => refusals.push(refusal);
    yard.remote.set(OTHER, remote({ id: ada.id, loginMs: 5 }), 5);
    expect([ada.isPresent, refusals]).toEqual([false, [undefined]]);
    expect(join(yard, 'Ada', 6, 'key of Ada').id).toBe(3);
    expect(new Set(Array.from(yard.players, ({ id }) => id)).size).toBe(3);
  });
});

test('of two logins with one key in the same millisecond all servers take the same one', () => {
  const linked = new LinkedYards(3);
  const [left, right] = linked.yards as [Yard, Yard];
  for (const yard of [left, right]) join(yard, 'Ada', 10, 'key');
  linked.deliver();
  linked.reconcile();
  const serversOf = (yard: Yard) => Array.from(yard.players, ({ server }) => server ?? yard.options.server);
  expect(linked.yards.map(serversOf)).toEqual([['server-1'], ['server-1'], ['server-1']]);
});

describe('names', () => {
  test('of players of other servers are nobody else’s', () => {
    const { yard } = settled('Ada');
    yard.remote.set(OTHER, remote(), 0);
    expect(join(yard, 'REMOTE').profile.name).toBe('REMOTE 2');
  });

  test('that two servers gave at once: who logged in first keeps it, the other is shown anew by its own server', () => {
    const linked = new LinkedYards(2);
    const [left, right] = linked.yards as [Yard, Yard];
    const first = join(left, 'Ada', 10, 'first');
    const second = join(right, 'Ada', 20, 'second');
    const sees = (yard: Yard) => Array.from(yard.players, ({ profile }) => profile.name).sort();
    expect([first.profile.name, second.profile.name]).toEqual(['Ada', 'Ada']);
    linked.deliver();
    expect([first.profile.name, second.profile.name]).toEqual(['Ada', 'Ada 2']);
    expect([sees(left), sees(right)]).toEqual([
      ['Ada', 'Ada 2'],
      ['Ada', 'Ada 2'],
    ]);
    expect(controlMessagesTo(right.flush(20), second)).toContainEqual(
      expect.objectContaining({ address: '/your/profile', name: 'Ada 2' }),
    );
    linked.reconcile();
    expect(left.remote.rosterOf('server-1')).toEqual(right.remote.rosterOf('server-1'));
  });
});

describe('ids', () => {
  test('where there are none nobody new comes in, and who has one comes back', () => {
    const ids = [7];
    const yard = testYard({}, { next: () => ids.pop() });
    const ada = join(yard, 'Ada', 0, 'key of Ada');
    expect(() => join(yard, 'Grace')).toThrow('no id left');
    expect(() => joinAsGuest(yard)).toThrow('no id left');
    yard.remove(ada, 10);
    expect(join(yard, 'Ada', 20, 'key of Ada').id).toBe(7);
  });

  test('of players of other servers are skipped', () => {
    const yard = testYard();
    for (const id of [1, 2])
      yard.remote.set(
        OTHER,
        remote({ id, keyHash: undefined, profile: { name: `R ${id}`, colour: '#000000' } }),
        0,
      );
    expect(join(yard, 'Ada').id).toBe(3);
  });
});

test('of one who is awaited from a hand-over nothing is kept once it is at another server', () => {
  const keyHash = hashKey('key of Remote');
  const state = {
    id: 900,
    name: 'Remote',
    wantedName: 'Remote',
    colour: '#0072b2',
    place: undefined,
    isMuted: false,
    keyHash,
  };
  const yard = testYard({ maxPlayers: 1, state: { access: 'open', isLocked: false, players: [state] } });
  expect(() => join(yard, 'Ada')).toThrow('This yard is full');
  yard.remote.set(OTHER, remote(), 0);
  expect(join(yard, 'Ada').id).toBe(1);
});
