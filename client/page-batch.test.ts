import type { YardMessage } from '../shared/bridge';
import { REMOTE_PLAYERS_MAX } from '../shared/config';
import { emptyMotions } from '../shared/protocol/motions';
import { PageBatch } from './page-batch';

const profile = (id: number, name: string) =>
  ({ address: '/player/profile', id, name, colour: '#e69f00' }) as const;
const left = (id: number) => ({ address: '/player/left', id }) as const;
const said = (text: string) => ({ address: '/player/said', id: 1, text }) as const;
const motions = (sentMs: number, count = 1) =>
  ({ address: '/motions', sentMs, ...emptyMotions(count) }) as const;

function merged(...messages: YardMessage[]): YardMessage[] {
  const batch = new PageBatch();
  for (const message of messages) batch.add(message);
  return batch.drain();
}

test('of what is state the newest is told, in the place of the first', () => {
  expect(
    merged(profile(1, 'A'), profile(2, 'B'), motions(1), profile(1, 'C'), left(2), profile(1, 'D')),
  ).toEqual([profile(1, 'D'), left(2), motions(1)]);
});

test('what was said, and each sample of motions, is told in order', () => {
  expect(merged(said('a'), motions(1), said('b'), motions(2))).toEqual([
    said('a'),
    motions(1),
    said('b'),
    motions(2),
  ]);
});

test('after a stall the newest motions are told, of no more than all players twice', () => {
  const told = merged(...Array.from({ length: 100 }, (_, i) => motions(i, REMOTE_PLAYERS_MAX)));
  expect(told.map((message) => message.address === '/motions' && message.sentMs)).toEqual([98, 99]);
});

test('what was drained is not told again', () => {
  const batch = new PageBatch();
  batch.add(said('a'));
  expect([batch.isEmpty, batch.drain().length, batch.isEmpty, batch.drain().length]).toEqual([
    false,
    1,
    true,
    0,
  ]);
});

test('of who plays and of each thing the newest is told, at the moment at which it was true', () => {
  const batch = new PageBatch();
  const [duck, ball] = [1, 3].map((kind) => ({ id: kind, kind, x: 5, y: 6, vx: 80, vy: 0, age: 10 }));
  if (!duck || !ball) throw new Error('There are two.');
  batch.add({ address: '/game/players', players: [{ id: 1, role: 1, score: 0 }] });
  batch.add({ address: '/things', things: [duck, ball], sentMs: 1000 });
  batch.add({ address: '/game/players', players: [{ id: 2, role: 2, score: 0 }] });
  batch.add({ address: '/game/players', players: [{ id: 1, role: 2, score: 3 }] });
  batch.add({ address: '/things', things: [{ ...duck, x: 50 }], sentMs: 1040 });
  expect(batch.drain()).toEqual([
    {
      address: '/game/players',
      players: [
        { id: 2, role: 2, score: 0 },
        { id: 1, role: 2, score: 3 },
      ],
    },
    {
      address: '/things',
      things: [
        { ...ball, age: 50 },
        { ...duck, x: 50 },
      ],
      sentMs: 1040,
    },
  ]);
});
