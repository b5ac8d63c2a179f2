import { readYardState, type PlayerState } from './yard-state';

const HASH = 'A'.repeat(43);
const ADA: PlayerState = {
  id: 3,
  name: 'Ada 2',
  wantedName: 'Ada',
  colour: '#e69f00',
  place: { x: 100, y: 200.5 },
  keyHash: HASH,
};
const GRACE: PlayerState = { ...ADA, id: 4, place: undefined, keyHash: `Q${HASH.slice(1)}` };

test('a state is read as it was written, as JSON too, and nothing else of what was said is kept', () => {
  const state = { players: [ADA, GRACE] };
  expect(readYardState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  expect(readYardState({ players: [{ ...ADA, key: 'secret' }], more: 1 })).toEqual({ players: [ADA] });
  expect(readYardState({ players: [] })).toEqual({ players: [] });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'players'],
  ['no list', { players: 'Ada' }],
  ['more players than a yard takes', { players: Array.from({ length: 5001 }, () => ADA) }],
  ['a player that is none', { players: [null] }],
  ['an id of zero', { players: [{ ...ADA, id: 0 }] }],
  ['half an id', { players: [{ ...ADA, id: 1.5 }] }],
  ['an id that is no int32', { players: [{ ...ADA, id: 2 ** 31 }] }],
  ['an id twice', { players: [ADA, { ...GRACE, id: ADA.id }] }],
  ['a key twice', { players: [ADA, { ...GRACE, keyHash: ADA.keyHash }] }],
  ['a name with an escape sequence', { players: [{ ...ADA, name: 'A\u001b[2J' }] }],
  ['a name that is too long', { players: [{ ...ADA, wantedName: 'A'.repeat(25) }] }],
  ['no name', { players: [{ ...ADA, name: '' }] }],
  ['no colour', { players: [{ ...ADA, colour: '' }] }],
  ['a colour that is none', { players: [{ ...ADA, colour: 'red' }] }],
  ['a hash that is none', { players: [{ ...ADA, keyHash: 'c0ffee' }] }],
  ['a place outside of every yard', { players: [{ ...ADA, place: { x: 9601, y: 0 } }] }],
  ['a place that is none', { players: [{ ...ADA, place: { x: NaN, y: 0 } }] }],
])('%s is refused in words', (_, data) => {
  expect(() => readYardState(data)).toThrow(/^What was handed over /);
});
