import { NO_SIMULATION } from '../../../shared/simulation';
import type { Sample } from './network-state';
import { report } from './network-words';

const SAMPLE: Sample = {
  network: {
    roundTripMs: 4.25,
    jitterMs: 12.4,
    lossPercent: 3.3,
    sent: { updatesPerS: 29.7, bytesPerS: 980 },
    received: { updatesPerS: 300.2, bytesPerS: 12_345 },
    ignored: { foreign: 3, malformed: 0, excess: 120 },
  },
  interpolationDelayMs: 91.6,
  frame: { medianMs: 16.7, worstMs: 33.4 },
};

test('the report for the clipboard has a line a figure, with units', () => {
  const text = report(SAMPLE, 'Ada’s yard', 'tcp://127.0.0.1:5557', NO_SIMULATION, new Date(0));
  expect(text.split('\n')).toEqual([
    'Zeroyard, \u2068Ada’s yard\u2069 at tcp://127.0.0.1:5557, 1970-01-01T00:00:00.000Z',
    'Round trip: 4.3 ms',
    'Jitter: 12 ms',
    'Others’ delay: 92 ms',
    'Frame: 17, worst 33 ms',
    'Received: 300 updates/s, 12.3 kB/s',
    'Sent: 30 updates/s, 980 B/s',
    'Lost: 3 %',
    'Ignored: 3 of other programs, 120 too many',
  ]);
});

test('it says what is not known, and that a bad network was made on purpose', () => {
  const sample = { ...SAMPLE, network: { ...SAMPLE.network, roundTripMs: undefined }, frame: undefined };
  const text = report(sample, '', 'tcp://127.0.0.1:5557', { ...NO_SIMULATION, delayMs: 80 }, new Date(0));
  expect(text).toContain('a yard at');
  expect(text).toContain('Round trip: unknown');
  expect(text).toContain('Frame: none drawn');
  expect(text).toMatch(/\nSimulated: delay=80$/);
});

test('one update a second is 1 update/s', () => {
  const sent = { updatesPerS: 1.2, bytesPerS: 60 };
  const sample = { ...SAMPLE, network: { ...SAMPLE.network, sent } };
  expect(report(sample, '', 'tcp://127.0.0.1:5557', NO_SIMULATION, new Date(0))).toMatch(
    /\nSent: 1 update\/s, 60 B\/s\n/,
  );
});
