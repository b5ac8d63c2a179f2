import { readYardState, type PlayerState, type YardState } from './yard-state';

const HASH = 'A'.repeat(43);
const ADA: PlayerState = {
  id: 3,
  name: 'Ada 2',
  wantedName: 'Ada',
  colour: '#e69f00',
  place: { x: 100, y: 200.5 },
  keyHash: HASH,
  isMuted: false,
};
const GRACE: PlayerState = { ...ADA, id: 4, place: undefined, keyHash: `Q${HASH.slice(1)}`, isMuted: true };

const OPEN = { access: 'open', isLocked: false } as const;

test('a state is read as it was written, as JSON too, and nothing else of what was said is kept', () => {
  const away: PlayerState = { ...GRACE, id: 5, keyHash: `g${HASH.slice(1)}`, isAway: true };
  const state: YardState = { access: 'ask', isLocked: true, players: [ADA, GRACE, away] };
  expect(readYardState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  expect(readYardState({ ...OPEN, players: [{ ...ADA, key: 'secret' }], ticket: 'secret' })).toEqual({
    ...OPEN,
    players: [ADA],
  });
  expect(readYardState({ ...OPEN, players: [] })).toEqual({ ...OPEN, players: [] });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['no word of who may come in', { players: [], isLocked: false }],
  ['a word that is none', { ...OPEN, access: 'closed', players: [] }],
  ['no word of a lock', { players: [], access: 'open' }],
  ['a text', 'players'],
  ['no list', { ...OPEN, players: 'Ada' }],
  ['more players than a yard takes', { ...OPEN, players: Array.from({ length: 5001 }, () => ADA) }],
  ['a player that is none', { ...OPEN, players: [null] }],
  ['an id of zero', { ...OPEN, players: [{ ...ADA, id: 0 }] }],
  ['half an id', { ...OPEN, players: [{ ...ADA, id: 1.5 }] }],
  ['an id that is no int32', { ...OPEN, players: [{ ...ADA, id: 2 ** 31 }] }],
  ['an id twice', { ...OPEN, players: [ADA, { ...GRACE, id: ADA.id }] }],
  ['a key twice', { ...OPEN, players: [ADA, { ...GRACE, keyHash: ADA.keyHash }] }],
  ['a name with an escape sequence', { ...OPEN, players: [{ ...ADA, name: 'A\u001b[2J' }] }],
  ['a name that is too long', { ...OPEN, players: [{ ...ADA, wantedName: 'A'.repeat(25) }] }],
  ['no name', { ...OPEN, players: [{ ...ADA, name: '' }] }],
  ['no colour', { ...OPEN, players: [{ ...ADA, colour: '' }] }],
  ['a colour that is none', { ...OPEN, players: [{ ...ADA, colour: 'red' }] }],
  ['a hash that is none', { ...OPEN, players: [{ ...ADA, keyHash: 'c0ffee' }] }],
  ['a place outside of every yard', { ...OPEN, players: [{ ...ADA, place: { x: 9601, y: 0 } }] }],
  ['a mute that is none', { ...OPEN, players: [{ ...ADA, isMuted: 1 }] }],
  ['away that is none', { ...OPEN, players: [{ ...ADA, isAway: false }] }],
  ['a place that is none', { ...OPEN, players: [{ ...ADA, place: { x: NaN, y: 0 } }] }],
])('%s is refused in words', (_, data) => {
  expect(() => readYardState(data)).toThrow(/^What was handed over /);
});

test('from where it is reached goes along where it is known, and is checked', () => {
  expect(readYardState({ ...OPEN, reach: 'network', players: [] })).toEqual({
    ...OPEN,
    reach: 'network',
    players: [],
  });
  expect(() => readYardState({ ...OPEN, reach: 'everywhere', players: [] })).toThrow(
    /^What was handed over /,
  );
});
