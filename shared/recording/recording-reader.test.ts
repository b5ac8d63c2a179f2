import { RECORDING_SNAPSHOT_MS } from '../config';
import { messagesOf, packBundle } from '../protocol/bundles';
import { encodeServerMessage } from '../protocol/messages';
import { packMessage } from '../protocol/osc';
import { seeded } from '../random';
import { snapshotBundle } from './recorded-bundle';
import { fakeRecording, START_MS } from './recording.fixture';
import { RecordingReader, type RecordingEnd } from './recording-reader';
import type { RecordedBundle } from './recorded-bundle';
import { scoreEntry } from './score';

const said = { address: '/player/said', id: 1, text: 'Good morning!' } as const;
const mouse = packMessage('/mouse', 'fi', [1.5, 2]);
const small = Buffer.from(
  fakeRecording(2, 7, [
    [600, said],
    [900, mouse],
  ]).bytes,
);

function readAll(
  bytes: Uint8Array,
  pieceBytes = bytes.length,
): { bundles: RecordedBundle[]; end: RecordingEnd } {
  const reader = new RecordingReader();
  const bundles: RecordedBundle[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    bundles.push(...reader.push(bytes.subarray(at, at + pieceBytes)));
  return { bundles, end: reader.end };
}

/** In words: thousands of objects take long to compare. */
const momentsOf = (bundles: readonly RecordedBundle[]): string =>
  bundles.map(({ atMs, offset, messages }) => `${atMs} at ${offset}: ${messages.length}`).join();

test('what was told is read, in its order and with its times', () => {
  const { bundles, end } = readAll(small);
  expect(end).toEqual({ isCut: false, fault: undefined });
  const times = bundles.map(({ atMs }) => atMs);
  expect(times).toEqual([...times].sort((one, other) => one - other));
  const [first] = bundles;
  expect(first).toMatchObject({ atMs: START_MS, offset: 0, isSnapshot: true });
  expect(first?.messages.map(({ address }) => address)).toEqual([
    ...['/yard', '/player/profile', '/player/profile', '/motions'],
  ]);
  expect(bundles.filter(({ isSnapshot }) => isSnapshot).map(({ atMs }) => atMs - START_MS)).toEqual([
    ...[0, RECORDING_SNAPSHOT_MS],
  ]);
  const all = bundles.flatMap(({ atMs, messages }) =>
    messages.map((message) => ({ at: atMs - START_MS, message })),
  );
  expect(all).toContainEqual({ at: 600, message: said });
  expect(all).toContainEqual({ at: 900, message: { address: 'foreign', packet: Uint8Array.from(mouse) } });
});

test.each([1, 3, 17, 1000])('in pieces of %d bytes the same is read', (pieceBytes) => {
  expect(readAll(small, pieceBytes)).toEqual(readAll(small));
});

test('a recording that is cut at any byte is read up to there, and said to be cut', () => {
  const whole = readAll(small);
  const ends = new Set(whole.bundles.map(({ offset }) => offset));
  for (let length = 1; length < small.length; length++) {
    const { bundles, end } = readAll(small.subarray(0, length));
    const readable = whole.bundles.filter((_, i) => (whole.bundles[i + 1]?.offset ?? small.length) <= length);
    expect(momentsOf(bundles)).toBe(momentsOf(readable));
    expect(end.isCut).toBe(!ends.has(length));
    expect(end.fault === undefined).toBe(readable.length > 0);
  }
});

test('nothing at all is said to be nothing', () => {
  expect(readAll(new Uint8Array()).end.fault).toMatch(/nothing in it/);
});

test('10,000 mutations are read up to the fault, or what is wrong is said', () => {
  const random = seeded(1);
  const pick = (below: number) => Math.floor(random() * below);
  const whole = readAll(small).bundles;
  let faults = 0;
  for (let n = 0; n < 10_000; n++) {
    const at = pick(small.length);
    const end = at + pick(8);
    const middle =
      n % 3 === 0
        ? []
        : n % 3 === 1
          ? [pick(256), pick(256)]
          : [(small[at] ?? 0) ^ (1 << pick(8)), ...small.subarray(at + 1, end)];
    const mutated = Buffer.concat([small.subarray(0, at), Uint8Array.from(middle), small.subarray(end)]);
    const { bundles, end: ending } = readAll(mutated, 4096);
    // What stands before the fault is as it was told.
    const intact = whole.filter((_, i) => (whole[i + 1]?.offset ?? small.length) <= at);
    expect(momentsOf(bundles.slice(0, intact.length))).toBe(momentsOf(intact));
    if (ending.fault === undefined) continue;
    expect(ending.fault).toMatch(/^(At byte \d+ .+|There is nothing in it.+)\.$/);
    faults++;
  }
  // Many mutations say something else, and are no fault.
  expect(faults).toBeGreaterThan(2000);
});

describe('what is no recording is said to be none:', () => {
  const noMark = packBundle(
    messagesOf(small.subarray(4, 4 + small.readInt32BE(0)))?.slice(0, 1) ?? [],
    START_MS,
  );
  test.each([
    ['a text', Buffer.from('time,id,x,y\n1,2,3,4\n'), /At byte 0 the size of a bundle should stand/],
    ['another score', scoreEntry(packBundle([mouse], START_MS)), /no recording of a yard begins/],
    ['a yard without its mark', scoreEntry(noMark), /no recording of a yard begins/],
    [
      'time that goes backwards',
      Buffer.concat([small, scoreEntry(packBundle([encodeServerMessage(said)], START_MS))]),
      /time goes backwards/,
    ],
  ])('%s', (_, bytes, fault) => {
    expect(readAll(bytes).end.fault).toMatch(fault);
  });

  test('one of a later version', () => {
    const first = small.subarray(4, 4 + small.readInt32BE(0));
    const later = Buffer.from(first);
    const mark = later.indexOf('/recording');
    later.writeInt32BE(2, mark + '/recording\0\0,is\0'.length);
    expect(readAll(scoreEntry(later)).end.fault).toMatch(
      /of version 2, and this program reads up to 1: update it/,
    );
  });
});

test('what others relayed cannot make a recording unreadable, nor begin a snapshot', () => {
  const mark = packMessage('/recording', 'is', [7, 'soon']);
  const entry = scoreEntry(packBundle([mouse, mark], START_MS + 60_000));
  const { bundles, end } = readAll(Buffer.concat([small, entry]));
  expect(end.fault).toBeUndefined();
  expect(bundles.at(-1)).toMatchObject({ isSnapshot: false });
  expect(bundles.at(-1)?.messages).toHaveLength(2);
});

test('a snapshot that does not begin with the yard is a fault of ours', () => {
  expect(() => snapshotBundle(packBundle([], 0), 0)).toThrow(RangeError);
});
