import OSC from 'osc-js';
import { REMOTE_PLAYERS_MAX, YARD_HEIGHT_PX } from '../config';
import { decodeServerMessage, encodeServerMessage } from './messages';
import { decodePositions, RECORD_BYTES } from './positions';
import { encodePositions } from './positions.fixture';

type Types = ConstructorParameters<typeof OSC.TypedMessage>[1];
/** The same message by osc-js, byte for byte. */
function byOscJs(address: string, args: [type: string, value: number | Uint8Array][]): Buffer {
  return Buffer.from(
    new OSC.TypedMessage(address, args.map(([type, value]) => ({ type, value })) as unknown as Types).pack(),
  );
}

const records = [
  { id: 1, x: 0, y: 0 },
  { id: 2 ** 31 - 1, x: 2400, y: 1599.5 },
  { id: 77, x: 0.1, y: 3 },
];

test('/positions is what osc-js writes', () => {
  const bytes = encodePositions(records);
  const blob = bytes.slice(bytes.length - records.length * RECORD_BYTES);
  expect(Buffer.from(bytes)).toEqual(byOscJs('/positions', [['b', blob]]));
  expect(Buffer.from(encodePositions([]))).toEqual(byOscJs('/positions', [['b', new Uint8Array(0)]]));
});

test('/positions comes back as it was sent', () => {
  const positions = decodePositions(encodePositions(records));
  expect(positions && Array.from(positions.ids)).toEqual(records.map(({ id }) => id));
  expect(positions && Array.from(positions.xs)).toEqual(records.map(({ x }) => Math.fround(x)));
  expect(positions && Array.from(positions.ys)).toEqual(records.map(({ y }) => Math.fround(y)));
});

test('positions are read from the middle of a larger buffer', () => {
  const inBuffer = (bytes: Uint8Array) => Buffer.concat([Buffer.alloc(5), bytes]).subarray(5);
  expect(decodePositions(inBuffer(encodePositions(records)))?.ids).toHaveLength(3);
});

test('what is cut short, too long, not finite or of nobody is refused', () => {
  const positions = encodePositions(records);
  for (let length = 0; length < positions.length; length++) {
    expect(decodePositions(positions.subarray(0, length))).toBeUndefined();
  }
  expect(decodePositions(Buffer.concat([positions, Buffer.alloc(RECORD_BYTES)]))).toBeUndefined();
  expect(decodePositions(encodePositions([{ id: 1, x: NaN, y: 0 }]))).toBeUndefined();
  expect(decodePositions(encodePositions([{ id: 0, x: 0, y: 0 }]))).toBeUndefined();
});

test.each([
  { id: 1, x: -1, y: 0 },
  { id: 1, x: 0, y: YARD_HEIGHT_PX + 1 },
  { id: 1, x: 3e38, y: 0 },
])('the place %j, which is outside of the yard, is refused', (record) => {
  expect(decodePositions(encodePositions([record]))).toBeUndefined();
  expect(decodeServerMessage(encodeServerMessage({ address: '/player/position', ...record }))).toBe(
    'malformed',
  );
  const { x, y } = record;
  expect(decodeServerMessage(encodeServerMessage({ address: '/corrected', x, y }))).toBe('malformed');
});

test('positions of more players than there may be are refused', () => {
  const many = (count: number) =>
    encodePositions(Array.from({ length: count }, (_, i) => ({ id: i + 1, x: 1, y: 1 })));
  expect(decodePositions(many(REMOTE_PLAYERS_MAX))?.ids).toHaveLength(REMOTE_PLAYERS_MAX);
  expect(decodePositions(many(REMOTE_PLAYERS_MAX + 1))).toBeUndefined();
});
