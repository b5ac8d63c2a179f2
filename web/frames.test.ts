import type { FromRenderer, ToRenderer } from '../shared/bridge';
import { decodeFromRenderer, decodeToRenderer, encodeFromRenderer, encodeToRenderer } from './frames';

/** As it arrives in a page. */
function arrived(frame: ReturnType<typeof encodeToRenderer>): string | ArrayBuffer {
  return typeof frame === 'string' ? frame : frame.buffer;
}

test.each<FromRenderer>([
  { address: '/position', x: 1.5, y: 1600 },
  { address: '/say', text: 'Zoë 🦊' },
  { address: 'profile', name: 'Ada', colour: '#e69f00' },
  { address: 'join', target: 'tcp://127.0.0.1:5557' },
  { address: 'leave' },
])('%j comes to the shell as it was', (message) => {
  expect(decodeFromRenderer(encodeFromRenderer(message))).toEqual(message);
});

test.each<ToRenderer>([
  { address: 'self', name: 'Ada', colour: '#e69f00' },
  { address: '/yard', id: 3, name: 'My yard', protocol: 1, widthPx: 2400, heightPx: 1600 },
  {
    address: '/positions',
    sentMs: Date.UTC(2026, 10, 23) + 0.25,
    ids: Int32Array.of(3, 2 ** 31 - 1),
    xs: Float32Array.of(0.5, 2400),
    ys: Float32Array.of(200.25, 0),
  },
  { address: '/positions', sentMs: 0, ids: new Int32Array(), xs: new Float32Array(), ys: new Float32Array() },
])('%j comes to the page as it was', (message) => {
  expect(decodeToRenderer(arrived(encodeToRenderer(message)))).toEqual(message);
});

test('a position is 8 bytes, and one of many 12 besides the time', () => {
  expect(encodeFromRenderer({ address: '/position', x: 1, y: 2 })).toHaveLength(8);
  const many = {
    address: '/positions',
    sentMs: 0,
    ids: new Int32Array(64),
    xs: new Float32Array(64),
    ys: new Float32Array(64),
  } as const;
  expect(encodeToRenderer(many)).toHaveLength(8 + 64 * 12);
});

test('bytes are read where they stand in a larger buffer', () => {
  const frame = encodeFromRenderer({ address: '/position', x: 100, y: 200 }) as Uint8Array;
  const larger = Buffer.concat([Buffer.alloc(5), frame, Buffer.alloc(5)]);
  expect(decodeFromRenderer(larger.subarray(5, 13))).toEqual({ address: '/position', x: 100, y: 200 });
});

test.each([
  '',
  '{',
  'null',
  '7',
  '[]',
  '{"address":"/yard"}',
  '{"address":"/position","x":null,"y":1}',
  new Uint8Array(),
  new Uint8Array(7),
  new Uint8Array(9),
  new Uint8Array(4096).fill(255),
  // Not a number.
  new Uint8Array(8).fill(255),
])('%j from a page is no message', (frame) => {
  expect(decodeFromRenderer(frame)).toBeUndefined();
});
