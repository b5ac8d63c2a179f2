import { packMessage } from './osc';
import { encodePositions } from './positions.fixture';
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerMessage,
  type ClientMessage,
  type ServerMessage,
} from './messages';

const fromPlayers: ClientMessage[] = [
  { address: '/position', x: 2, y: 2.5 },
  { address: '/profile', protocol: 1, name: 'Zoë 🦊', color: '#e69f00' },
  { address: '/profile', protocol: 1, name: 'Ada', color: '#56b4e9', key: 'secret' },
  { address: '/say', text: 'hello' },
  { address: '/ping', n: 7 },
  { address: '/leave' },
];

const fromTheServer: Exclude<ServerMessage, { address: '/positions' }>[] = [
  { address: '/yard', id: 3, name: 'My yard', protocol: 1, widthPx: 2400, heightPx: 1600 },
  { address: '/player/profile', id: 4, name: 'Ada', color: '#56b4e9' },
  { address: '/player/position', id: 4, x: 1, y: 2.5 },
  { address: '/player/said', id: 4, text: 'hello' },
  { address: '/player/left', id: 4 },
  { address: '/pong', n: 7 },
  { address: '/corrected', x: 0, y: 1600 },
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
  expect(decodeClientMessage(encodePositions([{ id: 1, x: 1, y: 1 }]))).toBe('malformed');
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
