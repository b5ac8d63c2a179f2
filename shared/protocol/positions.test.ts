import OSC from 'osc-js';
import {
  decodePositions,
  encodePlayerPosition,
  encodePosition,
  readPosition,
  RECORD_BYTES,
} from './positions';
import { encodePositions } from './positions.fixture';

/** Reads a `/position`; undefined for anything else. */
function decodePosition(bytes: Uint8Array) {
  const position = { x: 0, y: 0 };
  return readPosition(bytes, position) ? position : undefined;
}

type Types = ConstructorParameters<typeof OSC.TypedMessage>[1];
/** The same message by osc-js, byte for byte. */
function byOscJs(address: string, args: [type: string, value: number | Uint8Array][]): Buffer {
  return Buffer.from(
    new OSC.TypedMessage(address, args.map(([type, value]) => ({ type, value })) as unknown as Types).pack(),
  );
}

const records = [
  { id: 1, x: 0, y: 0 },
  { id: 2 ** 31 - 1, x: 2400, y: 1600.5 },
  { id: 77, x: 0.1, y: -3 },
];

test.each([
  [0, 0],
  [100, 200],
  [0.1, -2399.75],
])('/position %d %d is what osc-js writes', (x, y) => {
  const bytes = encodePosition(x, y);
  expect(Buffer.from(bytes)).toEqual(byOscJs('/position', [['f', x], ['f', y]])); // prettier-ignore
  expect(decodePosition(bytes)).toEqual({ x: Math.fround(x), y: Math.fround(y) });
});

test('/player/position is what osc-js writes', () => {
  for (const { id, x, y } of records) {
    expect(Buffer.from(encodePlayerPosition({ id, x, y }))).toEqual(
      byOscJs('/player/position', [['i', id], ['f', x], ['f', y]]), // prettier-ignore
    );
  }
});

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

test('a position is read into an object that is there, or leaves it as it was', () => {
  const position = { x: 5, y: 6 };
  expect(readPosition(encodePlayerPosition({ id: 1, x: 1, y: 2 }), position)).toBe(false);
  expect(position).toEqual({ x: 5, y: 6 });
  expect(readPosition(encodePosition(1, 2), position)).toBe(true);
  expect(position).toEqual({ x: 1, y: 2 });
});

test('positions are read from the middle of a larger buffer', () => {
  const inBuffer = (bytes: Uint8Array) => Buffer.concat([Buffer.alloc(5), bytes]).subarray(5);
  expect(decodePosition(inBuffer(encodePosition(3, 4)))).toEqual({ x: 3, y: 4 });
  expect(decodePositions(inBuffer(encodePositions(records)))?.ids).toHaveLength(3);
});

test('what is cut short, too long or not finite is refused', () => {
  const position = encodePosition(1, 2);
  const positions = encodePositions(records);
  for (let length = 0; length < position.length; length++) {
    expect(decodePosition(position.subarray(0, length))).toBeUndefined();
  }
  for (let length = 0; length < positions.length; length++) {
    expect(decodePositions(positions.subarray(0, length))).toBeUndefined();
  }
  expect(decodePosition(Buffer.concat([position, Buffer.alloc(4)]))).toBeUndefined();
  expect(decodePositions(Buffer.concat([positions, Buffer.alloc(RECORD_BYTES)]))).toBeUndefined();
  expect(decodePositions(encodePositions([{ id: 1, x: NaN, y: 0 }]))).toBeUndefined();
});
