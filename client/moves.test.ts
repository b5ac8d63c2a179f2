import { parseTarget } from '../shared/target';
import { Moves } from './moves';

const KEY = 'A'.repeat(43);
const OTHER_KEY = 'Q'.repeat(43);
const TICKET = 'A'.repeat(22);
const HERE = 'tcp://192.168.1.20:5557';

const moved = (server: string, key = '', ticket = '') =>
  ({ address: '/moved', server, key, ticket }) as const;
const decide = (from: string, server: string, key = '', ticket = '') =>
  new Moves().decide(parseTarget(from), moved(server, key, ticket), 0);

test('a yard is followed with the key and the ticket that it names', () => {
  expect(decide(HERE, 'tcp://192.168.1.30:6000', KEY, TICKET)).toEqual({
    target: { host: '192.168.1.30', port: 6000, serverKey: KEY, ticket: TICKET },
  });
  expect(decide(HERE, 'tcp://192.168.1.30:6000')).toEqual({ target: { host: '192.168.1.30', port: 6000 } });
  expect(decide(HERE, HERE)).toEqual({ target: { host: '192.168.1.20', port: 5557 } });
});

test('a ticket without a key is nothing to enter a yard by, and is dropped', () => {
  expect(decide(HERE, 'tcp://192.168.1.30:6000', '', TICKET)).toEqual({
    target: { host: '192.168.1.30', port: 6000 },
  });
});

test('out of a secured yard nobody is led into an open one, into another secured one they are', () => {
  expect(decide(`${HERE}?key=${KEY}`, 'tcp://192.168.1.30:6000')).toEqual({
    reason: expect.stringContaining('out of a secured yard into an open one') as string,
  });
  expect(decide(`${HERE}?key=${KEY}`, 'tcp://192.168.1.30:6000', OTHER_KEY)).toHaveProperty('target');
});

test.each(
  [
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
  ].flatMap((host) =>
    ['192.168.1.20', '203.0.113.9', '[2001:db8::1]', 'yard.example'].map((from) => [from, host]),
  ),
)('from %s nobody is led to %s, a port of their own computer', (from, host) => {
  expect(decide(`tcp://${from}:5557`, `tcp://${host}:6379`)).toEqual({
    reason: expect.stringContaining('its own computer') as string,
  });
});

test.each([
  ['192.168.1.20', '127.0.0.1'],
  ['192.168.1.20', '[::1]'],
  ['203.0.113.9', '127.0.0.1'],
])(
  'from %s, an address of their own computer, they are led to %s at the same port, which is the same computer',
  (from, host) => {
    const move = (address: string, port: number) =>
      new Moves((own) => own === address).decide(
        parseTarget(`tcp://${from}:5557`),
        moved(`tcp://${host}:${port}`),
        0,
      );
    expect(move(from, 5557)).toHaveProperty('target');
    expect(move(from, 6379)).toHaveProperty('reason');
    expect(move('192.168.1.21', 5557)).toHaveProperty('reason');
  },
);

test.each(
  [
    '10.0.0.1',
    '172.16.3.4',
    '172.31.255.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.1.1',
    '[fd00::1]',
    '[fe80::1%eth0]',
  ].flatMap((host) => ['203.0.113.9', '[2001:db8::1]', 'yard.example'].map((from) => [from, host])),
)('from %s, which reaches everywhere, nobody is led to %s, in their own network', (from, host) => {
  expect(decide(`tcp://${from}:5557`, `tcp://${host}:80`)).toHaveProperty('reason');
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['127.0.0.1', '192.168.1.20'],
  ['localhost', '127.0.0.1'],
  ['[::1]', '[2001:db8::1]'],
  ['192.168.1.20', '10.1.2.3'],
  ['192.168.1.20', '203.0.113.9'],
  ['203.0.113.9', '198.51.100.7'],
  ['203.0.113.9', '172.32.0.1'],
])('from %s one follows to %s', (from, to) => {
  expect(decide(`tcp://${from}:5557`, `tcp://${to}:6000`)).toHaveProperty('target');
});

test('to a name nobody is led, which may stand for any computer, but to the same one again', () => {
  expect(decide('tcp://127.0.0.1:5557', 'tcp://evil.example:6379')).toHaveProperty('reason');
  expect(decide('tcp://yard.example:5557', 'tcp://yard.example:6000')).toHaveProperty('target');
});

test('what is told again and again is followed once, and again after 10 s', () => {
  const moves = new Moves();
  const from = parseTarget(HERE);
  expect(moves.decide(from, moved(HERE), 0)).toHaveProperty('target');
  expect(moves.decide(from, moved(HERE), 9999)).toBe('repeat');
  expect(moves.decide(from, moved(HERE), 10_000)).toHaveProperty('target');
});

test('two yards that lead to each other are left alone after two moves', () => {
  const moves = new Moves();
  const other = 'tcp://192.168.1.30:6000';
  expect(moves.decide(parseTarget(HERE), moved(other), 0)).toHaveProperty('target');
  expect(moves.decide(parseTarget(other), moved(HERE), 100)).toHaveProperty('target');
  expect(moves.decide(parseTarget(HERE), moved(other), 200)).toBe('repeat');
});

test('three moves in a minute are followed, and a fourth is not', () => {
  const moves = new Moves();
  const at = (port: number, nowMs: number) =>
    moves.decide(parseTarget(HERE), moved(`tcp://192.168.1.30:${port}`), nowMs);
  for (const n of [1, 2, 3]) expect(at(n, 15_000 * n)).toHaveProperty('target');
  expect(at(4, 74_999)).toEqual({ reason: expect.stringContaining('again and again') as string });
  expect(at(4, 75_000)).toHaveProperty('target');
});
