import fc from 'fast-check';
import { decodeBeacon, encodeBeacon, isYardQuery, type Beacon } from './beacons';
import { packMessage } from './osc';

const HERE: Beacon = {
  address: '/yard/here',
  protocol: 2,
  name: 'Ada’s yard',
  port: 5557,
  players: 2,
  maxPlayers: 64,
  key: '',
};

test.each<Beacon>([HERE, { address: '/yard/gone', port: 5557 }, { address: '/yard/where', protocol: 1 }])(
  '$address is read as it was written',
  (beacon) => {
    expect(decodeBeacon(encodeBeacon(beacon))).toEqual(beacon);
  },
);

test('a yard of protocol 1 says no key', () => {
  const bytes = packMessage('/yard/here', 'isiii', [1, 'Ada', 5557, 0, 64]);
  expect(decodeBeacon(bytes)).toEqual({
    ...{ address: '/yard/here', protocol: 1, name: 'Ada', port: 5557, players: 0, maxPlayers: 64 },
    key: undefined,
  });
});

test.each([
  ['none', '', true],
  ['of 32 bytes', 'A-_9'.repeat(10) + 'abc', true],
  ['too short', 'A'.repeat(42), false],
  ['too long', 'A'.repeat(44), false],
  ['no base64url', '+'.repeat(43), false],
])('a key %s', (_, key, isFine) => {
  const bytes = packMessage('/yard/here', 'isiiis', [2, 'Ada', 5557, 0, 64, key]);
  expect(decodeBeacon(bytes) !== undefined).toBe(isFine);
});

test('a name is cleaned of control characters', () => {
  const bytes = packMessage('/yard/here', 'isiii', [1, ' A\u0007da\n', 5557, 0, 64]);
  expect(decodeBeacon(bytes)).toMatchObject({ name: 'Ada' });
});

test.each([
  ['no name', [1, '', 5557, 0, 64]],
  ['a long name', [1, 'x'.repeat(25), 5557, 0, 64]],
  ['no port', [1, 'Ada', 0, 0, 64]],
  ['a port that is none', [1, 'Ada', 65536, 0, 64]],
  ['fewer than no players', [1, 'Ada', 5557, -1, 64]],
  ['room for nobody', [1, 'Ada', 5557, 0, 0]],
  ['a protocol below 0', [-1, 'Ada', 5557, 0, 64]],
  ['a name that is cleaned from 240 bytes', [1, `Ada${' '.repeat(237)}`, 5557, 0, 64]],
])('%s is no yard', (_, args) => {
  expect(decodeBeacon(packMessage('/yard/here', 'isiii', args))).toBeUndefined();
});

test('no datagram throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => decodeBeacon(bytes) === undefined));
  const cut = (bytes: Uint8Array) => fc.nat(bytes.length - 1).map((length) => bytes.slice(0, length));
  fc.assert(fc.property(cut(encodeBeacon(HERE)), (bytes) => decodeBeacon(bytes) === undefined));
});

test('a datagram of more than 512 bytes is not looked at', () => {
  // Its length can be asked for, and none of its bytes.
  const unread = new Proxy(new Uint8Array(516), {
    get: (bytes, key) => {
      if (key === 'length') return bytes.length;
      throw new Error(`${String(key)} was read.`);
    },
  });
  expect(decodeBeacon(unread)).toBeUndefined();
  expect(isYardQuery(unread)).toBe(false);
});

test('only a whole question is one', () => {
  const question = encodeBeacon({ address: '/yard/where', protocol: 1 });
  expect(isYardQuery(question)).toBe(true);
  expect(isYardQuery(question.subarray(0, -4))).toBe(false);
  expect(isYardQuery(encodeBeacon({ address: '/yard/where', protocol: -1 }))).toBe(false);
  expect(isYardQuery(encodeBeacon(HERE))).toBe(false);
});
