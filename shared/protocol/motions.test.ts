import OSC from 'osc-js';
import { REMOTE_PLAYERS_MAX } from '../config';
import { decodeMotions, MOTION_FLAGS, RECORD_BYTES } from './motions';
import { encodeMotions } from './motions.fixture';

/** The same message by osc-js, byte for byte. */
function byOscJs(blob: Uint8Array): Buffer {
  return Buffer.from(new OSC.TypedMessage('/motions', [{ type: 'b', value: blob }] as never).pack());
}

const SENT_MS = 1_000_000;
const first = { id: 1, x: 0, y: 0, vx: 240, vy: 0, atMs: SENT_MS, flags: 0 };
const records = [
  first,
  { id: 2 ** 31 - 1, x: 2400, y: 1600.5, vx: -169.75, vy: 169.75, atMs: SENT_MS - 250, flags: 2 },
  { id: 77, x: 0.1, y: 3, vx: 0, vy: 0, atMs: SENT_MS - 65_535, flags: MOTION_FLAGS.byPositions },
];
const encoded = () => encodeMotions(records, SENT_MS);

test('/motions is what osc-js writes', () => {
  const bytes = encoded();
  expect(Buffer.from(bytes)).toEqual(byOscJs(bytes.slice(bytes.length - records.length * RECORD_BYTES)));
  expect(Buffer.from(encodeMotions([], SENT_MS))).toEqual(byOscJs(new Uint8Array(0)));
});

test('/motions comes back as it was sent', () => {
  const motions = decodeMotions(encoded());
  if (!motions) throw new Error('It cannot be read.');
  expect([...motions.ids]).toEqual([1, 2 ** 31 - 1, 77]);
  expect([...motions.xs]).toEqual([0, 2400, Math.fround(0.1)]);
  expect([...motions.ys]).toEqual([0, 1600.5, 3]);
  expect([...motions.vxs]).toEqual([240, -169.75, 0]);
  expect([...motions.vys]).toEqual([0, 169.75, 0]);
  expect([...motions.ages]).toEqual([0, 250, 65_535]);
  expect([...motions.flags]).toEqual([0, 2, 1]);
});

test('an age is never below 0, nor above what two bytes hold', () => {
  const ages = [-5, 65_536, 1e9].map(
    (age) => decodeMotions(encodeMotions([{ ...first, atMs: SENT_MS - age }], SENT_MS))?.ages[0],
  );
  expect(ages).toEqual([0, 65_535, 65_535]);
});

test('motions are read from the middle of a larger buffer', () => {
  const inBuffer = Buffer.concat([Buffer.alloc(5), encoded()]).subarray(5);
  expect(decodeMotions(inBuffer)?.ids).toHaveLength(3);
});

test('what is cut short, too long, not finite or of nobody is refused', () => {
  const bytes = encoded();
  for (let length = 0; length < bytes.length; length++)
    expect(decodeMotions(bytes.subarray(0, length))).toBeUndefined();
  expect(decodeMotions(Buffer.concat([bytes, Buffer.alloc(RECORD_BYTES)]))).toBeUndefined();
  for (const wrong of [
    { x: NaN },
    { y: Infinity },
    { id: 0 },
    { id: -1 },
    { x: -1 },
    { y: 6401 },
    { x: 3e38 },
  ])
    expect(decodeMotions(encodeMotions([{ ...first, ...wrong }], SENT_MS))).toBeUndefined();
});

test('motions of more players than there may be are refused', () => {
  const many = (count: number) =>
    encodeMotions(
      Array.from({ length: count }, (_, i) => ({ ...first, id: i + 1 })),
      SENT_MS,
    );
  expect(decodeMotions(many(REMOTE_PLAYERS_MAX))?.ids).toHaveLength(REMOTE_PLAYERS_MAX);
  expect(decodeMotions(many(REMOTE_PLAYERS_MAX + 1))).toBeUndefined();
});
