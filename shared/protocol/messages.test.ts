import { packBundle } from './bundles';
import { packMessage } from './osc';
import { encodeMotions } from './motions.fixture';
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerMessage,
  type ClientMessage,
  type ServerMessage,
} from './messages';

const STILL = { x: 1, y: 1, vx: 0, vy: 0, atMs: 0, flags: 0 };

const fromPlayers: ClientMessage[] = [
  { address: '/motion', x: 2, y: 2.5, vx: 240, vy: -0.5 },
  { address: '/position', x: 2, y: 2.5 },
  { address: '/profile', protocol: 2, name: 'Zoë 🦊', colour: '#e69f00' },
  { address: '/profile', protocol: 2, name: 'Ada', colour: '#56b4e9', key: 'secret' },
  { address: '/say', text: 'hello' },
  { address: '/ping', n: 7 },
  { address: '/roster' },
  { address: '/watch', protocol: 2 },
  { address: '/watch', protocol: 2, ticket: 'AgICAgICAgICAgICAgICAg' },
  { address: '/leave' },
];

const fromTheServer: Exclude<ServerMessage, { address: '/motions' }>[] = [
  { address: '/yard', id: 3, name: 'My yard', protocol: 2, widthPx: 2400, heightPx: 1600 },
  { address: '/player/profile', id: 4, name: 'Ada', colour: '#56b4e9' },
  { address: '/player/position', id: 4, x: 1, y: 2.5 },
  { address: '/roster', players: 200, sum: -5 },
  { address: '/player/said', id: 4, text: 'hello' },
  { address: '/player/left', id: 4 },
  { address: '/pong', n: 7 },
  { address: '/corrected', x: 0, y: 1600 },
  { address: '/moved', server: 'tcp://192.168.1.20:5557', key: 'A'.repeat(43), ticket: '' },
  { address: '/refused', code: 'full', reason: 'This yard is full.' },
];

test.each(fromPlayers)('$address comes back as the player sent it', (message) => {
  expect(decodeClientMessage(encodeClientMessage(message))).toEqual(message);
});

test.each(fromTheServer)('$address comes back as the server sent it', (message) => {
  expect(decodeServerMessage(encodeServerMessage(message))).toEqual(message);
});

test.each([...fromPlayers.map(encodeClientMessage), ...fromTheServer.map(encodeServerMessage)])(
  'one of our own messages cut short or too long is malformed (%#)',
  (bytes) => {
    const atEveryLength = [...Array(bytes.length).keys()].map((length) => bytes.subarray(0, length));
    for (const wrong of [...atEveryLength, Buffer.concat([bytes, Buffer.alloc(4)])]) {
      for (const decode of [decodeClientMessage, decodeServerMessage]) {
        expect(['foreign', 'malformed']).toContain(decode(wrong));
      }
    }
  },
);

test.each(['ii', 'dd', 'fd', 'if'])('/position is accepted as %s too', (types) => {
  expect(decodeClientMessage(packPosition(types))).toEqual({ address: '/position', x: 100, y: 200 });
});

/** osc-js packs doubles as well, which our own messages never hold. */
function packPosition(types: string): Uint8Array {
  return packMessage('/position', types, [100, 200]);
}

test('wrong types under one of our addresses are malformed', () => {
  expect(decodeClientMessage(packMessage('/position', 'ss', ['1', '2']))).toBe('malformed');
  expect(decodeClientMessage(packMessage('/position', 'f', [1]))).toBe('malformed');
  expect(decodeClientMessage(packMessage('/leave', 'i', [1]))).toBe('malformed');
  expect(decodeServerMessage(packMessage('/player/left', 's', ['1']))).toBe('malformed');
  expect(decodeServerMessage(packMessage('/refused', 'ss', ['because', 'so']))).toBe('malformed');
});

test("a player cannot speak with the server's voice", () => {
  for (const message of fromTheServer)
    expect(decodeClientMessage(encodeServerMessage(message))).toBe('malformed');
  expect(decodeClientMessage(encodeMotions([{ id: 1, ...STILL }], 0))).toBe('malformed');
});

test.each([
  ['a protocol below 0', '/profile', 'iss', [-1, 'Ada', '#e69f00']],
  ['a name of 4 KB', '/profile', 'iss', [1, 'x'.repeat(4000), '#e69f00']],
  ['a colour of 4 KB', '/profile', 'iss', [1, 'Ada', 'x'.repeat(4000)]],
  ['a key of 4 KB', '/profile', 'isss', [1, 'Ada', '#e69f00', 'x'.repeat(4000)]],
  ['a line of 4 KB', '/say', 's', ['x'.repeat(4000)]],
  ['a double that is not finite', '/position', 'dd', [Infinity, 0]],
])('%s is not read from a player', (_, address, types, args) => {
  expect(decodeClientMessage(packMessage(address, types, args))).toBe('malformed');
});

test('what is a little too long is read, so that it can be refused with a sentence', () => {
  const name = '🦊'.repeat(25);
  const key = 'k'.repeat(65);
  const profile = { address: '/profile', protocol: 2, name, colour: 'a nice red', key } as const;
  expect(decodeClientMessage(encodeClientMessage(profile))).toEqual(profile);
});

/** Fields that replace those of the same message above. */
test.each<[ServerMessage['address'], object]>([
  ['/yard', { id: -1 }],
  ['/yard', { name: '' }],
  ['/yard', { name: 'x'.repeat(25) }],
  ['/yard', { name: 'My\u0007yard' }],
  ['/yard', { protocol: -1 }],
  ['/yard', { widthPx: 0 }],
  ['/yard', { heightPx: -1 }],
  ['/yard', { widthPx: 9601 }],
  ['/yard', { heightPx: 2 ** 31 - 1 }],
  ['/player/profile', { id: 0 }],
  ['/player/profile', { name: ' Ada' }],
  ['/player/profile', { colour: '#56b4e' }],
  ['/player/profile', { colour: 'url(x)' }],
  ['/player/position', { id: 0 }],
  ['/player/said', { id: -1 }],
  ['/player/said', { text: '' }],
  ['/player/said', { text: 'x'.repeat(201) }],
  ['/player/left', { id: -1 }],
  ['/refused', { reason: 'x'.repeat(301) }],
  ['/refused', { reason: 'Full.\u001b]0;pwned\u0007' }],
  ['/refused', { reason: 'Full.\u009b2J' }],
  ['/refused', { reason: 'Full.\nzeroyard-player: Type your password' }],
  ['/refused', { reason: 'Full.\u202e' }],
])('%s with %j is not read from a server', (address, wrong) => {
  for (const right of fromTheServer.filter((message) => message.address === address)) {
    expect(decodeServerMessage(encodeServerMessage(right))).toEqual(right);
    expect(decodeServerMessage(encodeServerMessage({ ...right, ...wrong }))).toBe('malformed');
  }
});

test('motions of nobody are not read from a server', () => {
  expect(decodeServerMessage(encodeMotions([{ id: 0, ...STILL }], 0))).toBe('malformed');
});

test.each([
  packMessage('/position/', 'ff', [1, 2]),
  packMessage('/p*', 'ff', [1, 2]),
  packMessage('/player/l[e]ft', 'i', [1]),
  packMessage('/player/left/', 'i', [1]),
  packMessage('//left', 'i', [1]),
  Buffer.from('#bundle'),
  Buffer.from('#bundle of hay'),
  packBundle([packMessage('/player/left', 'i', [1])], 0).subarray(0, 30),
])('what a receiver could take for ours or for a bundle is malformed (%#)', (bytes) => {
  expect(decodeClientMessage(bytes)).toBe('malformed');
});

test.each([
  ['800 type tags', packMessage('/profile', 'i'.repeat(800), Array<number>(800).fill(1))],
  ['800 tags of text', Buffer.from(`/profile\0\0\0\0,${'s'.repeat(800)}\0\0\0${'\0'.repeat(3200)}`)],
  ['a name of 4 KB', packMessage('/profile', 'iss', [1, 'x'.repeat(4000), '#e69f00'])],
  ['a line without an end', Buffer.from(`/say\0\0\0\0,s\0\0${'x'.repeat(4000)}`)],
  ['4 KB without a zero', Buffer.from(`/${'x'.repeat(4000)}`)],
  ['arguments of 4 KB', Buffer.concat([packMessage('/say', 's', ['hello']), Buffer.alloc(4000)])],
  ['a pattern of 4 KB', Buffer.from(`/${'*'.repeat(4000)}`)],
])('%s costs at most 40 times what a ping costs', (_, bytes) => {
  const ping = encodeClientMessage({ address: '/ping', n: 1 });
  const processorOf = (packet: Uint8Array) => {
    const { user, system } = process.cpuUsage();
    for (let i = 0; i < 2000; i++) decodeClientMessage(packet);
    const used = process.cpuUsage();
    return used.user + used.system - user - system;
  };
  // Once to be compiled, then three times: one of them may be disturbed.
  processorOf(ping);
  processorOf(bytes);
  const ratios = [1, 2, 3].map(() => processorOf(bytes) / processorOf(ping));
  expect(Math.min(...ratios)).toBeLessThan(40);
});

test('numbers from the server are finite', () => {
  expect(decodeServerMessage(packMessage('/corrected', 'ff', [NaN, 0]))).toBe('malformed');
  expect(decodeServerMessage(packMessage('/player/position', 'iff', [1, Infinity, 0]))).toBe('malformed');
});

test('everything else is foreign', () => {
  for (const bytes of [Buffer.from('Client1'), new Uint8Array(0), packMessage('/mouse', 'f', [1])]) {
    expect(decodeClientMessage(bytes)).toBe('foreign');
    expect(decodeServerMessage(bytes)).toBe('foreign');
  }
});

test.each([
  ['an address without its port', ['tcp://192.168.1.20', '', '']],
  ['an address of another scheme', ['ipc:///tmp/socket', '', '']],
  ['an address with something behind it', ['tcp://192.168.1.20:5557?key=a', '', '']],
  ['a port that is none', ['tcp://192.168.1.20:0', '', '']],
  ['no address', ['', '', '']],
  ['an address that is too long', [`tcp://${'a.'.repeat(150)}a:5557`, '', '']],
  ['a key that is none', ['tcp://192.168.1.20:5557', 'A'.repeat(42), '']],
  ['a ticket that is none', ['tcp://192.168.1.20:5557', '', 'A'.repeat(21)]],
])('a move to %s is malformed', (_, args) => {
  expect(decodeServerMessage(packMessage('/moved', 'sss', args))).toBe('malformed');
});

const SERVER = 'tcp://192.168.1.20:5557';
const KEY = 'A'.repeat(43);

test.each([
  ['one', SERVER],
  ['two of a secured yard', `${SERVER}?key=${KEY} tcp://[2001:db8::1]:6000?key=${KEY}`],
  ['sixteen', Array.from({ length: 16 }, (_, i) => `tcp://192.168.1.20:${6000 + i}`).join(' ')],
])('a list of %s is read', (_, servers) => {
  expect(decodeServerMessage(packMessage('/servers', 's', [servers]))).toEqual({
    ...{ address: '/servers', servers },
  });
});

test.each([
  ['no server', ''],
  ['seventeen servers', Array.from({ length: 17 }, (_, i) => `tcp://192.168.1.20:${6000 + i}`).join(' ')],
  ['a thousand servers', Array.from({ length: 1000 }, (_, i) => `tcp://192.168.1.20:${6000 + i}`).join(' ')],
  ['two blanks', `${SERVER}  ${SERVER}`],
  ['a blank at its end', `${SERVER} `],
  ['one without a port', `${SERVER} tcp://192.168.1.30`],
  ['one of another scheme', `${SERVER} ipc:///tmp/socket`],
  ['an invite', `${SERVER} zeroyard://join/192.168.1.20:5557`],
  ['a key that is none', `${SERVER}?key=${'A'.repeat(42)}`],
  ['a ticket', `${SERVER}?key=${KEY}&ticket=${'A'.repeat(22)}`],
  ['a line end', `${SERVER}\n${SERVER}`],
])('a list of servers with %s is malformed', (_, servers) => {
  expect(decodeServerMessage(packMessage('/servers', 's', [servers]))).toBe('malformed');
});
