import { fakeRecording, START_MS } from '../../shared/recording/recording.fixture';
import { RecordingReader } from '../../shared/recording/recording-reader';
import { encodeServerMessage } from '../../shared/protocol/messages';
import { Replay } from './replay';
import { Rows } from './rows';

test('the people of a recording come, walk as they did, speak and leave', () => {
  const { bytes, at } = fakeRecording(2, 10, [
    [2000, { address: '/player/said', id: 2, text: 'hello' }],
    [8000, encodeServerMessage({ address: '/player/left', id: 2 })],
  ]);
  const told: string[] = [];
  const moves: { name: string; x: number; y: number; vx: number; atMs: number }[] = [];
  let nowMs = START_MS;
  const replay = new Replay(({ name, colour }) => {
    told.push(`${name} ${colour} comes`);
    return {
      move: ({ x, y, vx }) => moves.push({ name, x, y, vx, atMs: nowMs }),
      say: (text) => told.push(`${name}: ${text}`),
      leave: () => told.push(`${name} leaves`),
    };
  });
  for (const bundle of new RecordingReader().push(bytes)) {
    for (; nowMs < bundle.atMs; nowMs += 1000 / 30) replay.step(nowMs);
    replay.push(bundle);
  }
  replay.end();
  // The snapshot of the fixture has everybody, whoever left.
  expect(told.slice(0, 4)).toEqual([
    ...['Walker 1 #e69f00 comes', 'Walker 2 #e69f00 comes', 'Walker 2: hello', 'Walker 2 leaves'],
  ]);
  expect(told.at(-1)).toMatch(/leaves$/);
  expect(replay.size).toBe(0);
  expect(moves.length).toBeGreaterThan(15);
  // A moment after they did, and as fast.
  for (const { name, x, y, atMs } of moves) {
    const was = at(Number(name.slice(-1)), atMs - 300);
    expect(Math.hypot(x - was.x, y - was.y)).toBeLessThan(0.5);
  }
  expect(moves.some(({ vx }) => vx !== 0)).toBe(true);
});

test('nobody is walked for whom there is no room', () => {
  const replay = new Replay(() => undefined);
  for (const bundle of new RecordingReader().push(fakeRecording(2, 1).bytes)) replay.push(bundle);
  replay.step(START_MS + 1000);
  expect(replay.size).toBe(0);
});

test('a motion that was told late stands in the rows where it was true', () => {
  const rows = new Rows();
  const all = new RecordingReader().push(fakeRecording(3, 5).bytes).flatMap((bundle) => rows.push(bundle));
  const times = [...all, ...rows.end()].map(({ timeUs }) => timeUs);
  expect(times.length).toBeGreaterThan(10);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});
