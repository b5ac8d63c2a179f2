/** What a player does when its server is gone or full, of a yard that is on several. */
import { NO_SIMULATION } from '../shared/simulation';
import { FIRST, follow, profileOf, SECOND, THIRD } from './following-client.fixture';

let random = 0;
beforeEach(() => {
  jest.useFakeTimers();
  random = 0;
  jest.spyOn(Math, 'random').mockImplementation(() => random);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** In a yard on three servers, at the first. */
function followOfThree() {
  const followed = follow();
  followed.comeIn(0, 4, 5);
  followed.listServers(0, FIRST, SECOND, THIRD);
  return followed;
}

test('whose server is gone goes on to the next with its key, its motion and its network, and nobody is told that they left', () => {
  const { client, asked, at, comeIn, told, toldOf } = followOfThree();
  client.simulate({ ...NO_SIMULATION, delayMs: 80 });
  client.move({ x: 100, y: 200, vx: 0, vy: 0 });
  at(0).events.onState('lost');
  jest.advanceTimersByTime(249);
  expect(asked()).toEqual([FIRST]);
  jest.advanceTimersByTime(1);
  expect(asked()).toEqual([FIRST, SECOND]);
  expect([at(0).calls.at(-1), at(1).key]).toEqual([['leave'], 'key']);
  expect(at(1).calls).toEqual([
    ['simulate', { ...NO_SIMULATION, delayMs: 80 }],
    ['move', { x: 100, y: 200, vx: 0, vy: 0 }],
  ]);
  expect(toldOf('followed')).toEqual([]);
  comeIn(1, 4, 5);
  jest.advanceTimersByTime(60_000);
  expect(toldOf('state')).toEqual([['present'], ['lost'], ['present']]);
  expect(toldOf('followed')).toEqual([[SECOND, 'lost']]);
  expect(told).not.toContainEqual(['message', expect.objectContaining({ address: '/player/left' })]);
  expect(asked()).toHaveLength(2);
});

test('who was with the player and has not come along is gone 5 s after it has', () => {
  const { at, comeIn, told } = followOfThree();
  at(0).events.onState('lost');
  jest.advanceTimersByTime(250);
  comeIn(1, 4);
  jest.advanceTimersByTime(5000);
  expect(told.at(-1)).toEqual(['message', { address: '/player/left', id: 5 }]);
});

test('a server that is back within the pause is stayed at', () => {
  const { asked, at, comeIn, toldOf } = followOfThree();
  at(0).events.onState('lost');
  jest.advanceTimersByTime(200);
  comeIn(0, 4, 5);
  jest.advanceTimersByTime(60_000);
  expect([asked(), toldOf('followed')]).toEqual([[FIRST], []]);
});

test('those who lose their server go on at different moments, within a second', () => {
  const { asked, at } = followOfThree();
  random = 0.999;
  at(0).events.onState('lost');
  jest.advanceTimersByTime(990);
  expect(asked()).toHaveLength(1);
  jest.advanceTimersByTime(10);
  expect(asked()).toHaveLength(2);
});

test('the others and then the own one are asked in turn for as long as it takes, each for 3 s', () => {
  const { asked, at, comeIn, toldOf } = followOfThree();
  at(0).events.onState('lost');
  jest.advanceTimersByTime(250 + 9 * 3000);
  const round = [SECOND, THIRD, FIRST];
  expect(asked()).toEqual([FIRST, ...round, ...round, ...round, SECOND]);
  jest.advanceTimersByTime(3_600_000);
  expect(asked().length).toBeGreaterThan(1200);
  while (asked().at(-1) !== FIRST) jest.advanceTimersByTime(3000);
  comeIn(-1);
  expect([toldOf('state').at(-1), toldOf('followed')]).toEqual([['present'], []]);
});

test('after one that refuses the connection, or is full, the next is not long in coming, and ever longer in further rounds', () => {
  const { asked, at, toldOf } = followOfThree();
  at(0).events.onState('lost');
  at(0).events.onUnreachable?.();
  expect(asked()).toHaveLength(1);
  const waits = [250];
  jest.advanceTimersByTime(250);
  for (let n = 1; n <= 15; n++) {
    const before = asked().length;
    for (let i = 0; i < 50; i++) at(-1).events.onUnreachable?.();
    at(-1).events.onMessage({ address: '/refused', code: 'full', reason: 'No.' });
    let waitedMs = 0;
    while (asked().length === before) jest.advanceTimersByTime((waitedMs += 50) && 50);
    waits.push(waitedMs);
  }
  expect(waits.slice(1)).toEqual([250, 500, 1000, 2000, 3000].flatMap((ms) => [ms, ms, ms]));
  expect(toldOf('state')).toEqual([['present'], ['lost']]);
});

test('that the others are full is told once all were asked in vain, and the player goes on asking', () => {
  const { asked, at, told, comeIn, toldOf } = followOfThree();
  const refusal = { address: '/refused', code: 'full', reason: 'This yard is full.' } as const;
  const ask = (servers: number) => {
    for (let n = 0; n < servers; n++) {
      const before = asked().length;
      while (asked().length === before) jest.advanceTimersByTime(50);
      at(-1).events.onMessage(refusal);
    }
  };
  at(0).events.onState('lost');
  ask(3);
  expect(told).not.toContainEqual(['message', refusal]);
  ask(1);
  expect(told).toContainEqual(['message', refusal]);
  const before = asked().length;
  while (asked().length === before) jest.advanceTimersByTime(50);
  comeIn(-1);
  expect(toldOf('state').at(-1)).toEqual(['present']);
});

test('a full server that says where the others are is asked again: it may have room by then', () => {
  const { asked, at, listServers, comeIn, toldOf } = follow();
  comeIn(0, 4, 5);
  listServers(0, FIRST, SECOND);
  at(0).events.onState('lost');
  jest.advanceTimersByTime(250);
  // It has not noticed yet that the first one is gone.
  at(-1).events.onMessage({ address: '/refused', code: 'full', reason: 'This yard is full.' });
  listServers(-1, SECOND, FIRST);
  jest.advanceTimersByTime(9000);
  expect(asked().slice(1, 5)).toEqual([SECOND, FIRST, SECOND, FIRST]);
  while (asked().at(-1) !== SECOND) jest.advanceTimersByTime(1000);
  comeIn(-1);
  expect(toldOf('followed')).toEqual([[SECOND, 'lost']]);
});

test('a goodbye of one server of several is no end of the yard', () => {
  const { asked, at, comeIn, toldOf } = followOfThree();
  at(0).events.onState('closed', 'goodbye');
  jest.advanceTimersByTime(250);
  comeIn(1, 4, 5);
  expect(asked()).toEqual([FIRST, SECOND]);
  expect(toldOf('state')).toEqual([['present'], ['lost'], ['present']]);
  expect(toldOf('followed')).toEqual([[SECOND, 'lost']]);
});

test('when all servers have said goodbye, or do not answer, the yard is closed', () => {
  const { asked, at, toldOf } = followOfThree();
  at(0).events.onState('closed', 'goodbye');
  jest.advanceTimersByTime(250);
  at(1).events.onState('closed', 'goodbye');
  jest.advanceTimersByTime(250);
  expect(asked()).toEqual([FIRST, SECOND, THIRD]);
  expect(toldOf('state').at(-1)).toEqual(['lost']);
  jest.advanceTimersByTime(3000);
  expect(toldOf('state').at(-1)).toEqual(['closed', 'goodbye']);
  expect(at(2).calls.at(-1)).toEqual(['leave']);
  jest.advanceTimersByTime(60_000);
  expect(asked()).toHaveLength(3);
});

test('without other servers a goodbye is the end, and a lost server is waited for', () => {
  const { asked, at, comeIn, toldOf } = follow();
  comeIn(0);
  at(0).events.onState('lost');
  jest.advanceTimersByTime(60_000);
  at(0).events.onState('closed', 'goodbye');
  jest.advanceTimersByTime(60_000);
  expect([asked(), toldOf('state').slice(1)]).toEqual([[FIRST], [['lost'], ['closed', 'goodbye']]]);
});

test('two servers that send a player to each other by goodbyes have it three times, and then it is out', () => {
  const { asked, at, comeIn, listServers, toldOf } = follow();
  for (let n = 0; n < 20 && asked().length > n; n++) {
    comeIn(n);
    listServers(n, ...(asked()[n] === FIRST ? [FIRST, SECOND] : [SECOND, FIRST]));
    at(n).events.onState('closed', 'goodbye');
    jest.advanceTimersByTime(1000);
  }
  expect(asked()).toEqual([FIRST, SECOND, FIRST, SECOND]);
  expect(toldOf('state').at(-1)).toEqual(['closed', 'goodbye']);
});

test('who is lost by them again and again waits for the rest of a minute', () => {
  const { asked, at, comeIn, listServers } = follow();
  for (let n = 0; n < 4; n++) {
    comeIn(n);
    listServers(n, ...(asked()[n] === FIRST ? [FIRST, SECOND] : [SECOND, FIRST]));
    at(n).events.onState('lost');
    if (n < 3) jest.advanceTimersByTime(250);
  }
  jest.advanceTimersByTime(59_000);
  expect(asked()).toHaveLength(4);
  jest.advanceTimersByTime(1000);
  expect(asked()).toHaveLength(5);
});

test('a newcomer to a full server is sent on once, to where there is room', () => {
  const { asked, refuse, listServers, comeIn, toldOf } = follow();
  refuse(0, 'full');
  listServers(0, FIRST, SECOND);
  jest.advanceTimersByTime(0);
  expect(asked()).toEqual([FIRST, SECOND]);
  comeIn(1);
  jest.advanceTimersByTime(60_000);
  expect([asked().length, toldOf('followed')]).toEqual([2, [[SECOND, 'full']]]);
  expect(toldOf('state')).toEqual([['present']]);
});

test('where there is no room either it comes back, and knocks at the first one alone', () => {
  const { asked, refuse, listServers, told, toldOf } = follow();
  const isFull = (n: number) => {
    refuse(n, 'full');
    listServers(n, asked()[n] ?? '', THIRD);
  };
  isFull(0);
  jest.advanceTimersByTime(0);
  isFull(1);
  jest.advanceTimersByTime(250);
  for (let i = 0; i < 20; i++) {
    isFull(2);
    jest.advanceTimersByTime(1000);
  }
  expect(asked()).toEqual([FIRST, THIRD, FIRST]);
  expect(toldOf('followed')).toEqual([]);
  expect(told.filter(([what]) => what === 'message').length).toBeGreaterThan(10);
});

test('a newcomer who is to wait for the host where it was sent on to waits there', () => {
  const { asked, refuse, listServers, comeIn, toldOf } = follow();
  refuse(0, 'full');
  listServers(0, FIRST, SECOND);
  jest.advanceTimersByTime(0);
  refuse(1, 'waiting');
  jest.advanceTimersByTime(60_000);
  expect([asked(), toldOf('followed')]).toEqual([[FIRST, SECOND], []]);
  comeIn(1);
  expect(toldOf('followed')).toEqual([[SECOND, 'full']]);
});

test('who is in the yard is not sent on by a server that calls itself full', () => {
  const { asked, refuse } = followOfThree();
  refuse(0, 'full');
  jest.advanceTimersByTime(60_000);
  expect(asked()).toEqual([FIRST]);
});

test('a yard that has moved has other servers, and those of before are not asked', () => {
  const { asked, at, comeIn, move } = followOfThree();
  const moved = 'tcp://192.168.1.99:7000';
  move(0, moved);
  comeIn(1);
  at(1).events.onState('lost');
  jest.advanceTimersByTime(60_000);
  expect(asked()).toEqual([FIRST, moved]);
});

test('who leaves while it looks for a server asks no more', () => {
  const { client, asked, at } = followOfThree();
  at(0).events.onState('lost');
  jest.advanceTimersByTime(250);
  client.leave();
  jest.advanceTimersByTime(60_000);
  expect(asked()).toHaveLength(2);
});

test('what a server that was left says after that is nothing to anybody', () => {
  const { at, comeIn, told } = followOfThree();
  at(0).events.onState('lost');
  jest.advanceTimersByTime(250);
  comeIn(1);
  const before = told.length;
  comeIn(0);
  at(0).events.onMessage(profileOf(9));
  expect(told).toHaveLength(before);
});

test('who lost its server and has to wait at the next one waits there, and takes no other place behind the others', () => {
  const { asked, at, refuse, comeIn, toldOf } = followOfThree();
  at(0).events.onState('lost');
  jest.advanceTimersByTime(250);
  refuse(1, 'waiting');
  jest.advanceTimersByTime(60_000);
  expect([asked(), toldOf('message').at(-1)]).toEqual([
    [FIRST, SECOND],
    [expect.objectContaining({ address: '/player/left' })],
  ]);
  comeIn(1);
  expect(toldOf('followed')).toEqual([[SECOND, 'lost']]);
});

test('when the server at which it waits is gone too, the others are asked again', () => {
  const { asked, at, refuse } = followOfThree();
  at(0).events.onState('lost');
  jest.advanceTimersByTime(250);
  refuse(1, 'waiting');
  jest.advanceTimersByTime(10_000);
  for (let i = 0; i < 3; i++) at(1).events.onUnreachable?.();
  jest.advanceTimersByTime(250);
  expect(asked()).toEqual([FIRST, SECOND, THIRD]);
});

test('who looks for another server and is led where there is no way is told so', () => {
  const { at, move, block, toldOf } = followOfThree();
  at(0).events.onState('lost');
  jest.advanceTimersByTime(250);
  block('No way.');
  move(1, THIRD);
  expect(toldOf('not followed')).toEqual([['No way.']]);
});
