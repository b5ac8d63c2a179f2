import { NO_SIMULATION } from '../shared/simulation';
import { FIRST, follow, OWN, profileOf, SECOND, YARD } from './following-client.fixture';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('it goes where the yard goes, with its key, its colour, its network and its motion', () => {
  const { client, clients, told, at, comeIn, move } = follow();
  const simulation = { ...NO_SIMULATION, delayMs: 80 };
  client.simulate(simulation);
  comeIn(0);
  at(0).events.onMessage({ address: '/your/profile', name: 'Ada', colour: '#009e73' });
  client.move({ x: 100, y: 200, vx: 0, vy: -1 });
  move(0, SECOND);
  const [, second] = clients;
  expect(second).toMatchObject({ server: SECOND, key: 'key', profile: { name: 'Ada', colour: '#009e73' } });
  expect(second?.calls).toEqual([
    ['simulate', simulation],
    ['move', { x: 100, y: expect.closeTo(200, 0) as number, vx: 0, vy: -1 }],
  ]);
  expect(at(0).calls.at(-1)).toEqual(['leave']);
  expect(told.at(-1)).toEqual(['followed', SECOND, 'moved']);
});

test('into a yard of its own it comes with a key of that yard, and into none with it where there is no way', () => {
  const { at, comeIn, move, block, clients } = follow();
  comeIn(0);
  block('No way.');
  move(0, OWN);
  block('');
  expect(clients).toHaveLength(1);
  at(0).events.onMoved?.({ address: '/moved', server: SECOND, key: '', ticket: '' });
  expect(at(1).key).toBe('key');
  at(1).events.onMoved?.({ address: '/moved', server: OWN, key: 'A'.repeat(43), ticket: '' });
  expect(at(2).key).toBe('key of the host');
});

test('what the old server says after that is nothing to anybody, and nobody is told that they left', () => {
  const { told, at, comeIn, move } = follow();
  comeIn(0, 4);
  move(0, SECOND);
  const before = told.length;
  at(0).events.onState('closed', 'goodbye');
  at(0).events.onMessage({ address: '/player/left', id: 4 });
  comeIn(1, 4);
  jest.advanceTimersByTime(20_000);
  expect(told.slice(before)).toEqual([
    ['message', YARD],
    ['message', profileOf(4)],
  ]);
});

test('who has not come along is gone 5 s later', () => {
  const { told, comeIn, move } = follow();
  comeIn(0, 4, 5);
  move(0, SECOND);
  comeIn(1, 4);
  jest.advanceTimersByTime(4999);
  expect(told).not.toContainEqual(['message', expect.objectContaining({ address: '/player/left' })]);
  jest.advanceTimersByTime(1);
  expect(told.at(-1)).toEqual(['message', { address: '/player/left', id: 5 }]);
});

test('a server that does not answer is asked by a new socket each 3 s, and is lost meanwhile, until it answers', () => {
  const { clients, told, at, comeIn, move } = follow();
  comeIn(0);
  move(0, SECOND);
  jest.advanceTimersByTime(6000);
  expect(clients.map(({ server }) => server)).toEqual([FIRST, SECOND, SECOND, SECOND]);
  expect(at(2).calls.at(-1)).toEqual(['leave']);
  expect(told.filter(([what]) => what === 'state')).toEqual([
    ['state', 'present'],
    ['state', 'lost'],
  ]);
  comeIn(3);
  jest.advanceTimersByTime(30_000);
  expect(clients).toHaveLength(4);
  expect(told.at(-2)).toEqual(['state', 'present']);
});

test('where no yard answers within a minute nobody is asked any more, and the player is told', () => {
  const { clients, told, at, comeIn, move } = follow();
  comeIn(0);
  move(0, SECOND);
  jest.advanceTimersByTime(59_000);
  expect(told).not.toContainEqual(['state', 'closed', 'nowhere']);
  jest.advanceTimersByTime(1000);
  const asked = clients.length;
  jest.advanceTimersByTime(600_000);
  expect(clients).toHaveLength(asked);
  expect(at(asked - 1).calls.at(-1)).toEqual(['leave']);
  expect(told.at(-1)).toEqual(['state', 'closed', 'nowhere']);
});

test('who is refused there, or has to wait, is not asked to leave its connection for a new one', () => {
  const { clients, told, at, comeIn, move } = follow();
  comeIn(0);
  move(0, SECOND);
  at(1).events.onMessage({ address: '/refused', code: 'waiting', reason: 'Wait.' });
  jest.advanceTimersByTime(600_000);
  expect(clients).toHaveLength(2);
  expect(told).not.toContainEqual(['state', 'closed', 'nowhere']);
});

test('a storm of moves is followed three times, and said once by each server', () => {
  const { clients, told, comeIn, move } = follow();
  comeIn(0);
  for (let port = 1; port <= 100; port++) move(clients.length - 1, `tcp://192.168.1.30:${port}`);
  expect(clients).toHaveLength(4);
  expect(told.filter(([what]) => what === 'not followed')).toHaveLength(1);
});

test('whose name stands for a private address, by which it is connected to, is followed to others such', () => {
  const { at, told } = follow('tcp://yard.example:5557');
  const moved = { address: '/moved', server: SECOND, key: '', ticket: '' } as const;
  at(0).events.onMoved?.(moved);
  expect(told.map(([what]) => what)).toEqual(['not followed']);
  at(0).events.onReached?.('192.168.1.20');
  at(0).events.onMoved?.(moved);
  expect(at(1).server).toBe(SECOND);
});

test('where there is no way to an address it stays where it was', () => {
  const { client, clients, told, at, comeIn, move, block } = follow();
  comeIn(0);
  block('There is no way.');
  move(0, SECOND);
  expect(told.at(-1)).toEqual(['not followed', 'There is no way.']);
  client.say('hello');
  jest.advanceTimersByTime(10_000);
  expect(clients).toHaveLength(1);
  expect(at(0).calls.at(-1)).toEqual(['say', 'hello']);
});

test('who leaves on the way asks no more', () => {
  const { client, clients, comeIn, move } = follow();
  comeIn(0);
  move(0, SECOND);
  client.leave();
  jest.advanceTimersByTime(30_000);
  expect(clients).toHaveLength(2);
});

test('out of a yard whose address is in no usual form nobody is led, and nothing ends by it', () => {
  const { clients, told, comeIn, move } = follow('tcp://127.1:5557');
  comeIn(0);
  move(0, SECOND);
  expect(clients).toHaveLength(1);
  expect(told.at(-1)).toEqual(['not followed', expect.stringContaining('no usual form')]);
});

test('a server that has somebody wait has answered: no new connection takes another place behind the others', () => {
  const { clients, told, at, move } = follow();
  const refused = { address: '/refused', code: 'waiting', reason: 'Wait.' } as const;
  at(0).events.onMessage(refused);
  move(0, SECOND);
  at(1).events.onMessage(refused);
  jest.advanceTimersByTime(10_000);
  expect(clients).toHaveLength(2);
  expect(told.filter(([what]) => what === 'state')).toEqual([]);
});
