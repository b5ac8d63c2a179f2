import { Company, type Announcement } from './company';

const APART = { isConnected: false, others: 0, remotePlayers: 2 };

/** What is said, one state after the other, each for 11 s. */
function said(...states: Parameters<Company['update']>[0][]): Announcement[] {
  const company = new Company();
  const all: Announcement[] = [];
  let nowMs = 0;
  for (const state of states)
    for (const endMs = nowMs + 11_000; nowMs < endMs; nowMs += 250) {
      const announcement = company.update(state, nowMs);
      if (announcement) all.push(announcement);
    }
  return all;
}

/** Together with so many others. */
const withOthers = (others: number, remotePlayers = 2) => ({ isConnected: true, others, remotePlayers });

test('of three servers the operator is told of each that comes and goes, and players are not', () => {
  const all = said(withOthers(0, 0), withOthers(1), withOthers(2), withOthers(1));
  expect(all.map(({ log }) => log)).toEqual([
    'This server is alone: no other server of this yard is on this NATS now.',
    'This server is together with one other of this yard.',
    'This server is together with 2 others of this yard.',
    'This server is together with one other of this yard.',
  ]);
  expect(all.map(({ players }) => players)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a server whose players all go on at this one leaves nobody to be missed, and players are told nothing', () => {
  const all = said(withOthers(1), withOthers(0, 0), withOthers(1, 0));
  expect(all.map(({ isAlone }) => isAlone)).toEqual([false, true, false]);
  expect(all.map(({ players }) => players)).toEqual([undefined, undefined, undefined]);
});

test.each([
  ['NATS', APART],
  ['the other server', withOthers(0)],
])(
  'where players of others are missing for want of %s, players are told, and when they are back',
  (_, apart) => {
    const [, gone, back] = said(withOthers(1), apart, withOthers(1));
    expect(gone).toMatchObject({ isAlone: true });
    expect(gone?.players).toContain('cannot be reached');
    expect(back?.players).toBe('The servers of this yard are together again.');
  },
);

test('without NATS it is told also where nobody is known of any more, and once only', () => {
  const empty = { ...APART, remotePlayers: 0 };
  const all = said(withOthers(1), empty, withOthers(0, 0), withOthers(1));
  expect(all.map(({ players }) => players !== undefined)).toEqual([false, true, false, true]);
});
