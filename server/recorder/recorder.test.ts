import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { MotionTrack } from '../../renderer/motion/motion-track';
import { DEFAULT_YARD_SIZE } from '../../shared/config';
import { messagesOf, packBundle } from '../../shared/protocol/bundles';
import { decodeServerMessage } from '../../shared/protocol/messages';
import { recordAt } from '../../shared/protocol/motions';
import { packMessage } from '../../shared/protocol/osc';
import { seeded } from '../../shared/random';
import type { RecordedBundle } from '../../shared/recording/recorded-bundle';
import { RecordedYard } from '../../shared/recording/recorded-yard';
import { RecordingReader } from '../../shared/recording/recording-reader';
import { Walker } from '../../shared/walker';
import { Observation } from '../net/observation';
import { FlushPackets } from '../packets/flush-packets';
import { PresenceBudget } from '../yard/presence-budget';
import { createRelayBudget } from '../yard/relay-queue';
import { join, testYard } from '../yard/yard.fixture';
import { Recorder, type RecordingOptions } from './recorder';

const START_MS = Date.UTC(2026, 10, 27, 19);
const FLUSH_MS = 40;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(joinPath(tmpdir(), 'zeroyard-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** A yard with a recorder, both on a clock that is set by hand. */
function setUp(options: Partial<RecordingOptions> = {}) {
  const yard = testYard({ name: 'Ada/s "yard"' });
  const clock = { nowMs: START_MS };
  const observations = new Set<Observation>();
  const ended: [sentence: string, isFault: boolean][] = [];
  const warned: string[] = [];
  const recorder = new Recorder(
    {
      yardName: yard.options.name,
      observe: (observer) => {
        const observation: Observation = new Observation(yard, observer, clock.nowMs, () =>
          observations.delete(observation),
        );
        observations.add(observation);
        return observation;
      },
      setRecorded: (isRecorded) => yard.recordedNotice.set(isRecorded, clock.nowMs),
      onBegin: () => undefined,
      onEnd: (sentence, isFault) => ended.push([sentence, isFault]),
      warn: (sentence) => warned.push(sentence),
      nowMs: () => clock.nowMs,
    },
    { recordings: folder, recordMinutes: 10, recordMegabytes: 10, ...options },
  );
  /** Time goes on, and everybody is told what is new. */
  const flush = (onPackets: (packets: FlushPackets) => void = () => undefined) => {
    clock.nowMs += FLUSH_MS;
    yard.tick(clock.nowMs);
    const told = yard.flush(clock.nowMs);
    if (!told) return;
    const packets = new FlushPackets(told, clock.nowMs);
    onPackets(packets);
    for (const observation of observations) observation.tell(packets, clock.nowMs);
  };
  return { yard, clock, recorder, flush, ended, warned, path: (name: string) => joinPath(folder, name) };
}

function read(bytes: Uint8Array): readonly RecordedBundle[] {
  const reader = new RecordingReader();
  const bundles = reader.push(bytes);
  expect(reader.end).toEqual({ isCut: false, fault: undefined });
  return bundles;
}

test('positions read back are those that a spectator drew, to 0.5 px, at 1,000 random moments', async () => {
  const { yard, clock, recorder, flush, path } = setUp();
  await recorder.start(path('walk.osc'));
  const admission = yard.spectators.watch(
    undefined,
    { address: '/watch', protocol: 2 },
    clock.nowMs,
    new PresenceBudget(0),
  );
  if (!admission.ok) throw new Error('It may not look on.');
  const tracks = new Map<number, MotionTrack>();
  const players = Array.from({ length: 8 }, (_, i) => ({
    player: join(yard, `Walker ${i}`, clock.nowMs, `key ${i}`),
    walker: new Walker(seeded(i)),
  }));
  const draws: { id: number; atMs: number; x: number; y: number }[] = [];
  const random = seeded(3);
  for (let n = 0; n < 1100; n++) {
    const stepMs = clock.nowMs + random() * FLUSH_MS;
    for (const { player, walker } of players) {
      const { x, y, vx, vy } = walker.step(FLUSH_MS / 1000);
      yard.touch(player, stepMs);
      // As much late as a network has it.
      yard.handle(player, { address: '/motion', x, y, vx, vy }, clock.nowMs + FLUSH_MS, stepMs);
    }
    flush((packets) => {
      for (const packet of packets.for(admission.spectator))
        for (const message of (messagesOf(packet) ?? []).map(decodeServerMessage)) {
          if (typeof message === 'string' || message.address !== '/motions') continue;
          message.ids.forEach((id, i) => {
            if (!tracks.has(id)) tracks.set(id, new MotionTrack());
            tracks.get(id)?.push(recordAt(message, i, clock.nowMs));
          });
        }
    });
    admission.spectator.lastSeenMs = clock.nowMs;
    if (n < 30) continue;
    const [id, track] = [...tracks][Math.floor(random() * tracks.size)] ?? [];
    // A spectator draws a moment ago.
    const drawn = { id: id ?? 0, atMs: clock.nowMs - 100 - random() * 200, x: NaN, y: NaN };
    track?.at(drawn.atMs, DEFAULT_YARD_SIZE, drawn);
    draws.push(drawn);
  }
  await recorder.stop();
  const recorded = new RecordedYard();
  for (const bundle of read(readFileSync(path('walk.osc')))) recorded.apply(bundle);
  expect(draws.length).toBeGreaterThan(1000);
  for (const { id, atMs, x, y } of draws) {
    const place = recorded.players.get(id)?.track.at(atMs, recorded.size);
    expect(Math.hypot((place?.x ?? NaN) - x, (place?.y ?? NaN) - y)).toBeLessThan(0.5);
  }
  // Nobody walks in place.
  expect(new Set(draws.map(({ x }) => Math.round(x))).size).toBeGreaterThan(500);
});

test('a snapshot of everybody begins it, and another one stands in it every 5 s', async () => {
  const { yard, recorder, flush, path, clock } = setUp();
  const ada = join(yard, 'Ada', clock.nowMs);
  await recorder.start(path('a.osc'));
  for (let n = 0; n < 300; n++) {
    yard.touch(ada, clock.nowMs);
    yard.handle(ada, { address: '/position', x: n, y: 5 }, clock.nowMs);
    flush();
  }
  expect(await recorder.stop()).toBe(`The yard is recorded no more: ${path('a.osc')} (12 s, 0.0 MB).`);
  const snapshots = read(readFileSync(path('a.osc'))).filter(({ isSnapshot }) => isSnapshot);
  expect(snapshots.map(({ atMs }) => Math.round((atMs - START_MS) / 1000))).toEqual([0, 5, 10]);
  for (const { messages } of snapshots)
    expect(messages.map(({ address }) => address)).toEqual(
      expect.arrayContaining(['/yard', '/player/profile', '/motions']),
    );
});

test('what others relay is recorded with the time of its flush, where it is OSC', async () => {
  const { yard, recorder, flush, path, clock } = setUp();
  join(yard, 'Ada', clock.nowMs);
  await recorder.start(path('a.osc'));
  flush();
  const sender = { relayBudget: createRelayBudget(0) };
  const [mouse, truth] = [packMessage('/mouse', 'f', [1]), Buffer.from('/lamp\0\0\0,T\0\0')];
  for (const packet of [
    mouse,
    truth,
    packBundle([mouse, truth], 1),
    Buffer.from('no OSC at all'),
    Buffer.from('/lamp\0\0'),
  ])
    yard.relay(packet, sender, START_MS);
  flush();
  await recorder.stop();
  const told = read(readFileSync(path('a.osc'))).flatMap(({ atMs, messages }) =>
    messages.map((message) => ({ atMs, message })),
  );
  const foreign = [mouse, truth, mouse, truth].map((packet) => ({
    address: 'foreign',
    packet: Uint8Array.from(packet),
  }));
  expect(told.filter(({ message }) => message.address === 'foreign')).toEqual(
    foreign.map((message) => ({
      atMs: START_MS + 2 * FLUSH_MS,
      message: { ...message, packet: expect.anything() as unknown },
    })),
  );
  expect(
    told.flatMap(({ message }) => (message.address === 'foreign' ? [Buffer.from(message.packet)] : [])),
  ).toEqual(foreign.map(({ packet }) => Buffer.from(packet)));
});

describe('where nobody names a file', () => {
  test('a new one in the folder of recordings is named after the yard and the moment, its user’s alone', async () => {
    const { recorder, flush } = setUp();
    const path = await recorder.start('');
    expect(path).toBe(joinPath(folder, 'Adas yard 2026-11-27 19.00.00.osc'));
    flush();
    await recorder.stop();
    expect(statSync(path).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  });
});

describe('a recording does not begin, and the yard is not said to be recorded,', () => {
  test.each([
    ['where there is a file', 'there.osc', /there is such a file already/],
    ['where there is no folder', 'no/where.osc', /there is no such folder/],
  ])('%s', async (_, name, words) => {
    const { recorder, yard, path } = setUp();
    writeFileSync(path('there.osc'), 'mine');
    await expect(recorder.start(path(name))).rejects.toThrow(words);
    expect(readFileSync(path('there.osc'), 'utf8')).toBe('mine');
    expect(yard.spectators.all.size).toBe(0);
  });

  test('while there is one', async () => {
    const { recorder, path } = setUp();
    const both = [recorder.start(path('a.osc')), recorder.start(path('b.osc'))];
    await expect(both[1]).rejects.toThrow('is recorded already');
    await both[0];
    await expect(recorder.start(path('b.osc'))).rejects.toThrow(`recorded already, to ${path('a.osc')}`);
    await recorder.stop();
    expect(await recorder.stop()).toBeUndefined();
  });
});

/** What writes to every file handle from now on. */
async function onWrite(write: () => Promise<void>): Promise<void> {
  const handle = await open(joinPath(folder, 'any'), 'w');
  jest.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'appendFile').mockImplementation(write);
  await handle.close();
}

describe('a recording ends by itself, in words, and the yard goes on:', () => {
  const recordedTo = (yard: ReturnType<typeof setUp>['yard']) => yard.spectators.all.size > 0;

  test('at its time', async () => {
    const { recorder, flush, ended, yard, path } = setUp({ recordMinutes: 1 });
    await recorder.start(path('a.osc'));
    for (let n = 0; n < 1600; n++) flush();
    await recorder.close();
    expect(ended).toEqual([
      [`The recording ${path('a.osc')} has ended at its limit of 1 minutes (60 s, 0.0 MB).`, false],
    ]);
    expect(recordedTo(yard)).toBe(false);
    expect(read(readFileSync(path('a.osc'))).at(-1)?.atMs).toBe(START_MS + 60_000);
  });

  test('at its size', async () => {
    const { recorder, flush, ended, yard, path } = setUp({ recordMegabytes: 1 });
    for (let i = 0; i < 60; i++)
      yard.handle(join(yard, `Walker ${i}`, START_MS), { address: '/position', x: i * 30, y: i }, START_MS);
    await recorder.start(path('a.osc'));
    for (let n = 0; n < 20_000 && recordedTo(yard); n++) {
      for (const player of yard.own) {
        yard.touch(player, START_MS + n * FLUSH_MS);
        yard.handle(player, { address: '/position', x: n % 800, y: 0 }, START_MS + n * FLUSH_MS);
      }
      flush();
    }
    await recorder.close();
    expect(ended[0]?.[0]).toMatch(/has ended at its limit of 1 MB/);
    expect(statSync(path('a.osc')).size).toBeGreaterThanOrEqual(1e6);
    expect(statSync(path('a.osc')).size).toBeLessThan(1.1e6);
  });

  test('on a full disk', async () => {
    await onWrite(() => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })));
    const { recorder, flush, ended, yard, path, clock } = setUp();
    const ada = join(yard, 'Ada', clock.nowMs);
    await recorder.start(path('a.osc'));
    flush();
    // It is written half a second later at the latest.
    while (ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ended).toEqual([[expect.stringContaining('the yard goes on: the disk is full.'), true]]);
    expect(recordedTo(yard)).toBe(false);
    expect(yard.handle(ada, { address: '/say', text: 'hello' }, clock.nowMs)).toBeUndefined();
    await recorder.close();
  });

  test('on one that is full at the very end', async () => {
    await onWrite(() => Promise.reject(Object.assign(new Error('EDQUOT'), { code: 'EDQUOT' })));
    const { recorder, flush, ended, path } = setUp();
    await recorder.start(path('a.osc'));
    flush();
    expect(await recorder.stop()).toContain('as much of the disk as its user may have is full');
    expect(ended).toHaveLength(1);
  });

  test('on one that takes nothing, without much in memory, and without holding up the end of the server', async () => {
    await onWrite(() => new Promise(() => undefined));
    const { recorder, flush, ended, yard, path, clock } = setUp({
      recordMinutes: 1000,
      recordMegabytes: 1000,
    });
    await recorder.start(path('a.osc'));
    const sender = { relayBudget: createRelayBudget(0) };
    join(yard, 'Ada', clock.nowMs);
    for (let n = 0; n < 20_000 && recordedTo(yard); n++) {
      for (const player of yard.own) yard.touch(player, clock.nowMs);
      yard.relay(packMessage('/large', 'b', [new Uint8Array(4000)]), sender, clock.nowMs);
      flush();
    }
    await new Promise(setImmediate);
    expect(ended).toEqual([
      [expect.stringMatching(/after \d+ s, 16\.\d MB, .* the disk is too slow for it/), true],
    ]);
    await recorder.close();
  });
});

describe('with .gz at its end', () => {
  test('it is compressed when it is closed, and read as it is', async () => {
    const { recorder, flush, path } = setUp();
    expect(await recorder.start(path('a.osc.gz'))).toBe(path('a.osc'));
    for (let n = 0; n < 30; n++) flush();
    expect(await recorder.stop()).toContain(`It is being compressed to ${path('a.osc.gz')}.`);
    await recorder.close();
    expect(existsSync(path('a.osc'))).toBe(false);
    expect(read(gunzipSync(readFileSync(path('a.osc.gz')))).length).toBeGreaterThan(1);
  });

  test('it stays as it is where it cannot be, and so does what was there', async () => {
    const { recorder, flush, warned, path } = setUp();
    writeFileSync(path('a.osc.gz'), 'mine');
    await recorder.start(path('a.osc.gz'));
    flush();
    await recorder.stop();
    await recorder.close();
    expect(warned).toEqual([
      expect.stringMatching(/a\.osc stays as it is, since it could not be compressed: /),
    ]);
    expect(readFileSync(path('a.osc.gz'), 'utf8')).toBe('mine');
    expect(read(readFileSync(path('a.osc'))).length).toBeGreaterThan(0);
  });
});
