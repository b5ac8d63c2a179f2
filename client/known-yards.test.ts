import type { FoundYard } from '../shared/bridge';
import { parseTarget, type Target } from '../shared/target';
import {
  changedYard,
  decideEntry,
  KNOWN_YARDS_MAX,
  NAMES_PER_SERVER_MAX,
  withKnown,
  type KnownYard,
} from './known-yards';

const [KEY, OTHER_KEY] = ['A', 'B'].map((letter) => `${letter.repeat(42)}A`) as [string, string];
const PLACE = { host: '192.168.1.20', port: 5557 };
const ADDRESS = 'tcp://192.168.1.20:5557';
const ATTIC: KnownYard = { name: 'Attic', address: ADDRESS, serverKey: KEY };

function listed(serverKey: string | undefined, name = 'Attic'): FoundYard {
  const counts = { players: 1, maxPlayers: 64, roundTripMs: 1 };
  return { key: `${name} ${serverKey ?? ''}`, name, address: PLACE, serverKey, protocol: 2, ...counts };
}

/** The key with which a yard is entered, 'open' without one, or 'asks'. */
function outcome(
  wanted: Target,
  name: string | undefined,
  known: readonly KnownYard[],
  found: readonly FoundYard[] = [],
): string {
  const { target, changed } = decideEntry(wanted, name, known, found);
  return changed ? 'asks' : (target.serverKey ?? 'open');
}
const bare = PLACE;
const named = (serverKey: string): Target => ({ ...PLACE, serverKey });

test('a bare address leads to the key that is remembered, or else announced there, or else to an open yard', () => {
  expect(outcome(bare, undefined, [ATTIC])).toBe(KEY);
  expect(outcome(bare, undefined, [], [listed(KEY)])).toBe(KEY);
  expect(outcome(bare, undefined, [], [listed(undefined)])).toBe('open');
  expect(outcome(bare, undefined, [])).toBe('open');
  expect(outcome({ ...bare, port: 5558 }, undefined, [ATTIC], [listed(KEY)])).toBe('open');
});

test('an invite leads to its own key, with its ticket', () => {
  const invite = { ...named(KEY), ticket: 'AAAAAAAAAAAAAAAAAAAAAA' };
  expect(decideEntry(invite, undefined, [ATTIC], [listed(OTHER_KEY)])).toEqual({
    target: invite,
    changed: undefined,
  });
  expect(outcome(invite, undefined, [])).toBe(KEY);
});

test('an invite with another key than the remembered one asks, and keeps its ticket', () => {
  const invite = { ...named(OTHER_KEY), ticket: 'AAAAAAAAAAAAAAAAAAAAAA' };
  expect(decideEntry(invite, undefined, [ATTIC], [])).toEqual({ target: invite, changed: ATTIC });
});

test('a yard of the list is entered with its key; one that was never entered asks nothing', () => {
  expect(outcome(named(KEY), 'Attic', [ATTIC], [listed(KEY)])).toBe(KEY);
  expect(outcome(named(OTHER_KEY), 'Attic', [], [listed(OTHER_KEY)])).toBe(OTHER_KEY);
  expect(outcome(named(OTHER_KEY), 'Garden', [ATTIC], [listed(OTHER_KEY, 'Garden')])).toBe(OTHER_KEY);
  expect(outcome(bare, 'Attic', [], [listed(undefined)])).toBe('open');
});

test('one that is listed with another key than it had asks', () => {
  expect(outcome(named(OTHER_KEY), 'Attic', [ATTIC], [listed(OTHER_KEY)])).toBe('asks');
});

test('a remembered secured yard that is listed as open asks: nothing falls back to plain in silence', () => {
  expect(outcome(bare, 'Attic', [ATTIC], [listed(undefined)])).toBe('asks');
  expect(outcome(bare, undefined, [ATTIC], [listed(undefined)])).toBe('asks');
  expect(outcome(bare, undefined, [ATTIC], [listed(undefined, 'Garden')])).toBe('asks');
  // It was listed when it was chosen, and is not any more.
  expect(outcome(bare, 'Attic', [ATTIC])).toBe(KEY);
});

test('a recent yard is entered with its key, unless another is announced', () => {
  expect(outcome(named(KEY), 'Attic', [ATTIC])).toBe(KEY);
  expect(outcome(named(KEY), 'Attic', [ATTIC], [listed(OTHER_KEY)])).toBe('asks');
  expect(outcome(named(KEY), 'Attic', [ATTIC], [listed(undefined)])).toBe('asks');
  // Somebody else announces another key besides.
  expect(outcome(named(KEY), 'Attic', [ATTIC], [listed(OTHER_KEY), listed(KEY)])).toBe(KEY);
  expect(outcome(named(KEY), 'Attic', [], [listed(OTHER_KEY)])).toBe(KEY);
});

test('who is asked about an open yard takes no ticket there', () => {
  const { target } = decideEntry(
    { ...named(KEY), ticket: 'AAAAAAAAAAAAAAAAAAAAAA' },
    'Attic',
    [ATTIC],
    [listed(undefined)],
  );
  expect(target).toEqual(PLACE);
});

test('a yard that calls itself as a known one, and has another key or none, is noticed inside', () => {
  expect(changedYard([ATTIC], 'Attic', named(KEY))).toBeUndefined();
  expect(changedYard([ATTIC], 'Attic', named(OTHER_KEY))).toBe(ATTIC);
  expect(changedYard([ATTIC], 'Attic', bare)).toBe(ATTIC);
  expect(changedYard([ATTIC], 'Garden', bare)).toBeUndefined();
  expect(changedYard([ATTIC], 'Attic', { ...bare, port: 1 })).toBeUndefined();
});

test('the latest comes first, each is there once, and the one that was not used for the longest time goes', () => {
  let known: KnownYard[] = [];
  const yard = (n: number): KnownYard => ({
    ...{ name: `Yard ${n}`, address: `tcp://192.168.1.20:${n + 1}`, serverKey: KEY },
  });
  for (let n = 0; n < KNOWN_YARDS_MAX; n++) known = withKnown(known, yard(n));
  known = withKnown(known, { ...yard(0), serverKey: OTHER_KEY });
  expect(known).toHaveLength(KNOWN_YARDS_MAX);
  expect(known[0]).toEqual({ ...yard(0), serverKey: OTHER_KEY });
  known = withKnown(known, yard(KNOWN_YARDS_MAX));
  expect(known).toHaveLength(KNOWN_YARDS_MAX);
  expect(known.map(({ name }) => name)).toContain('Yard 0');
  expect(known.map(({ name }) => name)).not.toContain('Yard 1');
});

test('a server that calls itself anew again and again displaces none but its own names', () => {
  const elsewhere: KnownYard = { name: 'Cellar', address: 'tcp://192.168.1.9:5557', serverKey: KEY };
  let known: KnownYard[] = [ATTIC, elsewhere];
  for (let n = 0; n < 2 * KNOWN_YARDS_MAX; n++)
    known = withKnown(known, { name: `Name ${n}`, address: ADDRESS, serverKey: OTHER_KEY });
  expect(known.slice(NAMES_PER_SERVER_MAX)).toEqual([ATTIC, elsewhere]);
  expect(changedYard(known, 'Attic', named(OTHER_KEY))).toBe(ATTIC);
});

test('a name is the same in every case: its key is not forgotten', () => {
  const yard = { name: 'Garden', address: 'tcp://ada.local:5557', serverKey: 'A'.repeat(43) };
  expect(decideEntry(parseTarget('tcp://Ada.LOCAL:5557'), undefined, [yard], []).target.serverKey).toBe(
    yard.serverKey,
  );
});
