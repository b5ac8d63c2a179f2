import type { FromRenderer, ToRenderer } from '../shared/bridge';
import { emptyMotions } from '../shared/protocol/motions';
import {
  decodeFromRenderer,
  decodeToRenderer,
  encodeFromRenderer,
  encodeToRenderer,
  type WebSocketFrame,
} from './frames';

/** As it arrives in a page. */
function arrived(message: ToRenderer): ToRenderer[] {
  const inPage = (frame: WebSocketFrame) => (typeof frame === 'string' ? frame : frame.buffer);
  return encodeToRenderer(message).map((frame) => decodeToRenderer(inPage(frame)));
}

test.each<FromRenderer>([
  { address: '/motion', x: 1.5, y: 1600, vx: -240, vy: 0.5 },
  { address: '/say', text: 'Zoë 🦊' },
  { address: 'profile', name: 'Ada', colour: '#e69f00' },
  { address: 'join', target: 'tcp://127.0.0.1:5557', name: 'Yard' },
  { address: 'leave' },
])('%j comes to the shell as it was', (message) => {
  expect(decodeFromRenderer(encodeFromRenderer(message))).toEqual(message);
});

test.each<ToRenderer>([
  { address: 'self', name: 'Ada', colour: '#e69f00' },
  { address: '/yard', id: 3, name: 'My yard', protocol: 2, widthPx: 2400, heightPx: 1600 },
  {
    address: '/motions',
    sentMs: Date.UTC(2026, 10, 23) + 0.25,
    ids: Int32Array.of(3, 2 ** 31 - 1),
    xs: Float32Array.of(0.5, 2400),
    ys: Float32Array.of(200.25, 0),
    vxs: Float32Array.of(240, -169.75),
    vys: Float32Array.of(0, 0.125),
    ages: Uint16Array.of(0, 65_535),
    flags: Uint16Array.of(1, 2),
  },
  { address: '/motions', sentMs: 0, ...emptyMotions(0) },
])('%j comes to the page as it was', (message) => {
  expect(arrived(message)).toEqual([message]);
});

test('a motion is 16 bytes, and one of many 20 besides the time', () => {
  expect(encodeFromRenderer({ address: '/motion', x: 1, y: 2, vx: 3, vy: 4 })).toHaveLength(16);
  expect(encodeToRenderer({ address: '/motions', sentMs: 0, ...emptyMotions(64) })[0]).toHaveLength(
    8 + 64 * 20,
  );
});

test('a batch comes to the page in order, with its motions by themselves', () => {
  const motions = (sentMs: number) => ({ address: '/motions', sentMs, ...emptyMotions(0) }) as const;
  const said = (text: string) => ({ address: '/player/said', id: 3, text }) as const;
  const messages = [said('a'), said('b'), motions(1), motions(2), said('c')];
  expect(arrived({ address: 'batch', messages })).toEqual([
    { address: 'batch', messages: [said('a'), said('b')] },
    motions(1),
    motions(2),
    { address: 'batch', messages: [said('c')] },
  ]);
});

test('bytes are read where they stand in a larger buffer', () => {
  const motion = { address: '/motion', x: 100, y: 200, vx: 0, vy: -240 } as const;
  const frame = encodeFromRenderer(motion) as Uint8Array;
  const larger = Buffer.concat([Buffer.alloc(5), frame, Buffer.alloc(5)]);
  expect(decodeFromRenderer(larger.subarray(5, 21))).toEqual(motion);
});

test.each([
  '',
  '{',
  'null',
  '7',
  '[]',
  '{"address":"/yard"}',
  '{"address":"/motion","x":null,"y":1,"vx":0,"vy":0}',
  new Uint8Array(),
  new Uint8Array(15),
  new Uint8Array(17),
  new Uint8Array(4096).fill(255),
  // Not a number.
  new Uint8Array(16).fill(255),
])('%j from a page is no message', (frame) => {
  expect(decodeFromRenderer(frame)).toBeUndefined();
});
