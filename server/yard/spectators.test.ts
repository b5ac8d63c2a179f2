import { SPECTATOR_TIMEOUT_MS } from '../../shared/config';
import { recordAt } from '../../shared/protocol/motions';
import { told } from './spectators.fixture';
import { listen } from './linked-yards.fixture';
import { PresenceBudget } from './presence-budget';
import { controlMessagesTo, join, joinAsGuest, messagesTo, settled, testYard, watch } from './yard.fixture';

test('a spectator is told what a newcomer is told, in its order, and has the id 0', () => {
  const { yard, ada } = settled('Ada', 'Grace');
  yard.handle(ada, { address: '/motion', x: 300, y: 200, vx: 240, vy: 0 }, 0);
  yard.flush(0);
  const spectator = watch(yard);
  const messages = messagesTo(yard.flush(10), spectator, 10);
  expect(messages.map(({ address }) => address)).toEqual([
    '/yard',
    '/player/profile',
    '/player/profile',
    '/motions',
  ]);
  expect(messages[0]).toMatchObject({ id: 0, name: 'Test yard', widthPx: 2400 });
  expect(messages[1]).toMatchObject({ id: ada.id, name: 'Ada' });
  const motions = messages[3];
  if (motions?.address !== '/motions') throw new Error('no motions');
  expect(recordAt(motions, 0, 10)).toMatchObject({ id: ada.id, x: 300, y: 200, vx: 240 });
});

test('it is told each change, line, departure and what players relay, as a player is', () => {
  const { yard, ada, grace } = settled('Ada', 'Grace');
  const spectator = watch(yard);
  yard.flush(0);
  yard.handle(ada, { address: '/motion', x: 300, y: 200, vx: 240, vy: 0 }, 20);
  yard.handle(ada, { address: '/say', text: 'Hello!' }, 20);
  yard.remove(grace, 20);
  const news = told(yard.flush(20), spectator, 20);
  expect(news.addresses).toEqual(['/player/said', '/player/left', '/motions']);
  expect(news.of('/player/left')).toEqual([{ address: '/player/left', id: grace.id }]);
});

test('nobody is told anything of it, and it is in no count, no roster and no feed of other servers', () => {
  const { yard, ada } = settled('Ada', 'Grace');
  const fed = listen(yard);
  const spectator = watch(yard, 5000);
  yard.spectators.handle(spectator, { address: '/position', x: 300, y: 200 }, 5000);
  const first = yard.flush(5000);
  expect(messagesTo(first, spectator, 5000)).not.toEqual([]);
  expect(messagesTo(first, ada, 5000)).toEqual([]);
  yard.tick(5000);
  yard.spectators.handle(spectator, { address: '/position', x: 900, y: 900 }, 5000);
  const addresses = messagesTo(yard.flush(5000), ada, 5000).map(({ address }) => address);
  expect(addresses).not.toContain('/motions');
  expect([yard.size, yard.own.size, yard.spectators.size]).toEqual([2, 2, 1]);
  const newcomer = join(yard, 'Lin', 5001);
  expect(messagesTo(yard.flush(5001), newcomer, 5001).map(({ address }) => address)).not.toContain(
    '/motions',
  );
  yard.spectators.handle(spectator, { address: '/leave' }, 5002);
  expect([yard.flush(5002), yard.spectators.size]).toEqual([undefined, 0]);
  expect(fed.filter((line) => !line.endsWith('Lin'))).toEqual([]);
});

test('a guest is told nothing of it either', () => {
  const yard = testYard();
  const guest = joinAsGuest(yard);
  yard.flush(0);
  const spectator = watch(yard);
  yard.spectators.handle(spectator, { address: '/position', x: 300, y: 200 }, 0);
  expect(messagesTo(yard.flush(100), guest, 100)).toEqual([]);
  expect(messagesTo(yard.flush(200), guest, 200)).toEqual([]);
});

test('the yard is told to it each second, and a full roster and pings are for it too', () => {
  const { yard } = settled('Ada', 'Grace');
  const spectator = watch(yard);
  yard.flush(0);
  yard.spectators.handle(spectator, { address: '/ping', n: 7 }, 10);
  expect(yard.spectators.handle(spectator, { address: '/roster' }, 10)).toBeUndefined();
  expect(yard.spectators.handle(spectator, { address: '/roster' }, 20)).toBe('flood');
  const told = controlMessagesTo(yard.flush(20), spectator);
  expect(told.map(({ address }) => address)).toEqual([
    '/pong',
    '/player/profile',
    '/player/profile',
    '/roster',
  ]);
  expect(told.at(-1)).toMatchObject({ players: 2 });
  yard.tick(1000);
  expect(controlMessagesTo(yard.flush(1000), spectator)).toContainEqual(
    expect.objectContaining({ address: '/yard', id: 0 }),
  );
});

test.each([
  { address: '/say', text: 'I am here!' },
  { address: '/motion', x: 1, y: 1, vx: 0, vy: 0 },
  { address: '/profile', protocol: 2, name: 'Ada', colour: '' },
  { address: '/successor', n: 0, server: '', key: '', ticket: '' },
] as const)('its $address is malformed, and nobody is told of it', (message) => {
  const { yard, ada } = settled('Ada', 'Grace');
  const spectator = watch(yard);
  yard.flush(0);
  expect(yard.spectators.handle(spectator, message, 10)).toBe('malformed');
  expect(messagesTo(yard.flush(10), ada)).toEqual([]);
  expect(yard.size).toBe(2);
});

test('who is silent for 12 s looks on no more, and a pause of the server itself is no silence', () => {
  const yard = testYard();
  const [silent, speaking] = [watch(yard), watch(yard)];
  for (let nowMs = 0; nowMs <= SPECTATOR_TIMEOUT_MS + 500; nowMs += 250) {
    if (nowMs % 5000 === 0)
      yard.spectators.watch(speaking, { address: '/watch', protocol: 2 }, nowMs, new PresenceBudget(0));
    yard.tick(nowMs);
    if (nowMs === SPECTATOR_TIMEOUT_MS) expect(silent.isPresent).toBe(true);
  }
  expect([silent.isPresent, speaking.isPresent, yard.spectators.size]).toEqual([false, true, 1]);
  yard.tick(60_000);
  expect(speaking.isPresent).toBe(true);
});

test('there is room for as many as the yard takes, and a recorder takes none of it', () => {
  const yard = testYard({ maxSpectators: 1 });
  const recorder = yard.spectators.observe(0);
  const first = watch(yard);
  expect(() => watch(yard)).toThrow('As many spectators are here as this yard takes: 1.');
  yard.spectators.remove(first);
  watch(yard);
  expect(() => watch(testYard({ maxSpectators: 0 }))).toThrow('This yard takes no spectators.');
  yard.tick(0);
  yard.tick(900_000);
  expect(recorder.isPresent).toBe(true);
});

test('another protocol is refused, and who comes too often is dropped', () => {
  const yard = testYard();
  const budget = new PresenceBudget(0);
  const of = (protocol: number) =>
    yard.spectators.watch(undefined, { address: '/watch', protocol }, 0, budget);
  expect(of(1)).toMatchObject({ ok: false, refusal: { code: 'protocol' } });
  for (let i = 0; i < 3; i++) expect(of(2).ok).toBe(true);
  expect(of(2)).toEqual({ ok: false, refusal: undefined });
});

test('when the yard closes it is told of everybody, and at last of itself', () => {
  const { yard, ada, grace } = settled('Ada', 'Grace');
  const spectator = watch(yard);
  yard.flush(0);
  yard.close();
  const flush = yard.flush(0);
  const ids = told(flush, spectator)
    .of('/player/left')
    .map(({ id }) => id);
  expect(ids.toSorted()).toEqual([0, ada.id, grace.id]);
  expect(
    told(flush, ada)
      .of('/player/left')
      .map(({ id }) => id),
  ).not.toContain(0);
});

describe('a yard that is handed over', () => {
  const moved = { address: '/moved', server: 'tcp://192.0.2.9:5557', key: '', ticket: '' } as const;

  test('tells spectators where it is, and waits until they have gone ahead', () => {
    const yard = testYard();
    const spectator = watch(yard);
    yard.flush(0);
    yard.handOver.begin(moved, 0);
    expect(told(yard.flush(0), spectator).of('/moved')).toEqual([moved]);
    expect(yard.handOver.isOver(100, false)).toBe(false);
    yard.spectators.remove(spectator);
    yard.spectators.observe(100);
    expect(yard.handOver.isOver(100, false)).toBe(true);
  });

  test('leads on who comes to look on', () => {
    const yard = testYard();
    yard.handOver.begin(moved, 0);
    const admission = yard.spectators.watch(
      undefined,
      { address: '/watch', protocol: 2 },
      0,
      new PresenceBudget(0),
    );
    expect(admission).toEqual({ ok: false, refusal: undefined, moved });
  });
});

test('the servers of the yard are told to spectators too', () => {
  const yard = testYard();
  const spectator = watch(yard);
  const at = (port: number) => ({ target: { host: '192.0.2.1', port }, load: 0 });
  yard.servers.set(at(5557), [at(5558)]);
  yard.tick(0);
  expect(told(yard.flush(0), spectator).of('/servers')).toHaveLength(1);
});
