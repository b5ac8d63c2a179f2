import { DEFAULT_YARD_SIZE } from '../config';
import { MOTION_FLAGS, type MotionRecord } from '../protocol/motions';
import { seeded } from '../random';
import { RecordedTrack } from './recorded-track';
import { RecordedYard } from './recorded-yard';
import { fakeRecording, START_MS } from './recording.fixture';
import { RecordingIndex } from './recording-index';
import { RecordingReader } from './recording-reader';

const WALKERS = 5;
const SECONDS = 32;
const { bytes, at, endMs } = fakeRecording(WALKERS, SECONDS);

/** Where somebody was, read from the last snapshot before that moment on. */
function readAt(index: RecordingIndex, id: number, timeMs: number) {
  const snapshot = index.before(timeMs);
  if (!snapshot) throw new Error('There is no snapshot.');
  const yard = new RecordedYard();
  for (const bundle of new RecordingReader(snapshot.offset).push(bytes.subarray(snapshot.offset))) {
    // A motion is told some time after its moment.
    if (bundle.atMs > timeMs + 1000) break;
    yard.apply(bundle);
  }
  return yard.players.get(id)?.track.at(timeMs, yard.size);
}

test('from any snapshot on, everybody is where it was, to 0.5 px, at 1,000 random moments', () => {
  const index = new RecordingIndex();
  for (let i = 0; i < bytes.length; i += 1000) index.push(bytes.subarray(i, i + 1000));
  expect(index.snapshots.map(({ atMs }) => (atMs - START_MS) / 1000)).toEqual([0, 5, 10, 15, 20, 25, 30]);
  expect(index.endMs).toBeLessThanOrEqual(endMs);
  const random = seeded(7);
  for (let n = 0; n < 1000; n++) {
    const id = 1 + Math.floor(random() * WALKERS);
    const timeMs = START_MS + random() * SECONDS * 1000;
    const [drawn, was] = [readAt(index, id, timeMs), at(id, timeMs)];
    expect(Math.hypot((drawn?.x ?? NaN) - was.x, (drawn?.y ?? NaN) - was.y)).toBeLessThanOrEqual(0.5);
  }
});

test('before the first snapshot the first is given, behind the last the last', () => {
  const index = new RecordingIndex();
  expect(index.before(START_MS)).toBeUndefined();
  index.push(bytes);
  expect(index.before(-Infinity)).toBe(index.snapshots[0]);
  expect(index.before(Infinity)).toBe(index.snapshots.at(-1));
});

const record = (atMs: number, x: number, vx = 0, flags = 0): MotionRecord => ({
  ...{ id: 1, x, y: 0, vx, vy: 0, atMs, flags },
});
const trackOf = (...records: MotionRecord[]) => {
  const track = new RecordedTrack();
  for (const each of records) track.add(each);
  return track;
};
const xsAt = (track: RecordedTrack, ...times: number[]) =>
  times.map((timeMs) => track.at(timeMs, DEFAULT_YARD_SIZE)?.x);

describe('a track', () => {
  test('walks on from the motion of the moment, in whichever order motions were told, and ends at the fence', () => {
    const track = trackOf(record(2000, 200, -100), record(1000, 100, 100));
    expect(xsAt(track, 999, 1000, 1500, 2500, 9000)).toEqual([undefined, 100, 150, 150, 0]);
    expect(track.at(9000, DEFAULT_YARD_SIZE)?.vx).toBe(0);
  });

  test('knows what is told again, also of somebody who stands for very long', () => {
    const track = trackOf(record(1000, 100, 100));
    expect(track.add(record(1000.6, 100, 100))).toBe(false);
    expect(track.add(record(1005, 100, 100))).toBe(true);
    expect(track.add(record(2000, 200))).toBe(true);
    expect(track.add(record(70_000, 200))).toBe(false);
  });

  test('of positions is the line between them; who stood went on a moment before the next', () => {
    const { byPositions, teleported } = MOTION_FLAGS;
    const track = trackOf(
      record(1000, 0, 0, byPositions),
      record(1100, 10, 0, byPositions),
      record(5100, 60, 0, byPositions),
      record(5200, 900, 0, byPositions | teleported),
    );
    expect(xsAt(track, 1050, 1100, 4850, 4975, 5100, 5199, 5200, 9000)).toEqual([
      5, 10, 10, 35, 60, 60, 900, 900,
    ]);
    expect(track.at(1050, DEFAULT_YARD_SIZE)?.vx).toBe(100);
  });

  test('forgets no more than it may', () => {
    const track = trackOf(record(1000, 0, 100), record(2000, 100, 50), record(3000, 150));
    track.forget(2500);
    expect(xsAt(track, 1500, 2500, 3500)).toEqual([undefined, 125, 150]);
  });
});

test('who is not in a snapshot is gone, and who is gone is known until it is forgotten', () => {
  const yard = new RecordedYard();
  const profile = (id: number) =>
    ({ address: '/player/profile', id, name: `Walker ${id}`, colour: '#e69f00' }) as const;
  const told = (atMs: number, ids: number[], isSnapshot: boolean) =>
    yard
      .apply({ atMs, offset: 0, isSnapshot, messages: ids.map(profile) })
      .map((news) => (news.kind === 'told' ? 'told' : `${news.kind} ${news.player.id}`));
  expect(told(0, [1, 2], true)).toEqual(['arrived 1', 'arrived 2']);
  expect(told(100, [1], false)).toEqual([]);
  expect(told(5000, [1], true)).toEqual(['left 2']);
  expect(yard.known.map(({ id, leftMs }) => [id, leftMs])).toEqual([
    [2, 5000],
    [1, Infinity],
  ]);
  yard.forget(5000);
  expect(yard.known.map(({ id }) => id)).toEqual([1]);
});
