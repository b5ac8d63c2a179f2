import { Counters } from '../net/counters';
import { statusBetween, statusLine, takeReading } from './status';

/** A reading of counters that are at these values. */
function reading(players: number, values: Partial<Counters> = {}) {
  return takeReading(players, Object.assign(new Counters(), values));
}

const dropped = { malformed: 0, flood: 0, relay: 0, refused: 0, unsent: 0 };

test('a reading stays what it was while the counters count on', () => {
  const counters = new Counters();
  const earlier = takeReading(1, counters);
  counters.updatesIn++;
  counters.dropped.flood++;
  expect(earlier).toEqual(reading(1));
});

test('rates are per second, of what came since the earlier reading', () => {
  const earlier = reading(2, { updatesIn: 1000, updatesOut: 5000 });
  const now = reading(3, { updatesIn: 1900, updatesOut: 6800 });
  expect(statusBetween(earlier, now, 10_000)).toEqual({
    players: 3,
    updatesInPerS: 90,
    updatesOutPerS: 180,
    dropped: {},
  });
});

test('slow rates keep a decimal', () => {
  const status = statusBetween(reading(1), reading(1, { updatesIn: 12, updatesOut: 1005 }), 10_000);
  expect(status).toMatchObject({ updatesInPerS: 1.2, updatesOutPerS: 101 });
});

test('only what was dropped since then is in it', () => {
  const earlier = reading(1, { dropped: { ...dropped, malformed: 7, flood: 1 } });
  const now = reading(1, { dropped: { ...dropped, malformed: 7, flood: 4, unsent: 2 } });
  expect(statusBetween(earlier, now, 10_000)?.dropped).toEqual({ flood: 3, unsent: 2 });
});

test('an empty yard where nothing happens has no status', () => {
  expect(statusBetween(reading(0, { updatesIn: 9 }), reading(0, { updatesIn: 9 }), 10_000)).toBeUndefined();
});

test.each([
  ['somebody is here', reading(1), reading(1)],
  ['the last player left', reading(1), reading(0)],
  ['somebody came and went', reading(0), reading(0, { updatesIn: 1 })],
  ['something was dropped', reading(0), reading(0, { dropped: { ...dropped, refused: 1 } })],
])('there is a status when %s', (_, earlier, now) => {
  expect(statusBetween(earlier, now, 10_000)).toBeDefined();
});

test.each([
  [{ players: 0, updatesInPerS: 0, updatesOutPerS: 0 }, {}, 'Nobody here, 0 updates/s received, 0 sent'],
  [
    { players: 1, updatesInPerS: 0.5, updatesOutPerS: 0 },
    {},
    '1 player here, 0.5 updates/s received, 0 sent',
  ],
  [
    { players: 2, updatesInPerS: 60, updatesOutPerS: 60 },
    { flood: 3, unsent: 1 },
    '2 players here, 60 updates/s received, 60 sent, dropped 3 (flood) and 1 (unsent)',
  ],
])('%j with %j dropped is said as one line', (rates, drops, line) => {
  expect(statusLine({ ...rates, dropped: drops })).toBe(line);
});
