/** Players of other servers in the yard: what ours are told of them. */
import {
  MAX_PLAYERS_LIMIT,
  PLAYER_TIMEOUT_MS,
  RESUME_MS,
  ROSTER_THRESHOLD_PLAYERS,
} from '../../shared/config';
import { MOTION_FLAGS } from '../../shared/protocol/motions';
import { Grid } from '../interest/grid';
import { FlushPackets } from '../packets/flush-packets';
import { remote } from './linked-yards.fixture';
import type { Yard } from './yard';
import { controlMessagesTo, join, joinAsGuest, messagesTo, settled, testYard } from './yard.fixture';
import type { YardPlayer } from './yard-player';

const OTHER = 'other';
const walk = { x: 100, y: 50, vx: 240, vy: 0 } as const;

const addressesTo = (yard: Yard, player: YardPlayer, nowMs = 0) =>
  messagesTo(yard.flush(nowMs), player, nowMs).map(({ address }) => address);

describe('a player of another server', () => {
  test('is told to ours as one of our own is, and to newcomers, and is sent nothing itself', () => {
    const { yard, ada } = settled('Ada');
    yard.remote.set(OTHER, remote(), 0);
    expect(yard.remote.move(OTHER, 900, { ...walk, atMs: 0 }, 0, 0)).toBe(true);
    const flush = yard.flush(0);
    expect([...(flush?.recipients ?? [])]).toEqual([ada]);
    expect(messagesTo(flush, ada)).toEqual([
      { address: '/player/profile', id: 900, name: 'Remote', colour: '#0072b2' },
      expect.objectContaining({ address: '/motions', ids: Int32Array.of(900), vxs: Float32Array.of(240) }),
    ]);
    const grace = join(yard, 'Grace', 400);
    expect(messagesTo(yard.flush(400), grace, 400)).toContainEqual(
      expect.objectContaining({ address: '/motions', ages: Uint16Array.of(400), xs: Float32Array.of(100) }),
    );
    expect([yard.size, yard.own.size]).toEqual([3, 2]);
  });

  test('is not told again by the same motion, nor put back by an earlier one that comes later', () => {
    const { yard, ada } = settled('Ada');
    yard.remote.set(OTHER, remote(), 0);
    yard.remote.move(OTHER, 900, { ...walk, atMs: 0 }, 0, 0);
    yard.remote.move(OTHER, 900, { ...walk, x: 196, vx: 0, atMs: 400 }, 0, 400);
    yard.flush(400);
    for (const laterMs of [433, 500]) yard.flush(laterMs);
    yard.remote.move(OTHER, 900, { ...walk, atMs: 0 }, 0, 600);
    yard.remote.move(OTHER, 900, { ...walk, x: 196, vx: 0, atMs: 402 }, 0, 2000);
    expect(addressesTo(yard, ada, 2000)).toEqual([]);
    expect(yard.remote.move(OTHER, 901, { ...walk, atMs: 0 }, 0, 0)).toBe(false);
    expect(yard.remote.move('third', 900, { ...walk, atMs: 9000 }, 0, 9000)).toBe(false);
  });

  test('is held inside our yard, and to the speed that the protocol allows', () => {
    const { yard } = settled('Ada');
    yard.remote.set(OTHER, remote(), 0);
    yard.remote.move(OTHER, 900, { x: -50, y: 99_999, vx: 4000, vy: 0, atMs: 50 }, 0, 40);
    const [, player] = yard.players;
    expect(player?.motion.current).toEqual({ x: 0, y: 1600, vx: 300, vy: 0, atMs: 40 });
  });

  test('a position told again is no news, and one told anew is', () => {
    const { yard, ada } = settled('Ada');
    yard.remote.set(OTHER, remote(), 0);
    const told = (atMs: number, nowMs: number) => {
      yard.remote.move(OTHER, 900, { ...walk, vx: 0, atMs }, MOTION_FLAGS.byPositions, nowMs);
      return addressesTo(yard, ada, nowMs).includes('/motions');
    };
    expect([told(0, 0), told(2, 2000), told(2100, 2100)]).toEqual([true, false, true]);
  });

  test('has no time-out here, and its motion no end but that which its server tells', () => {
    const { yard, ada } = settled('Ada');
    yard.remote.set(OTHER, remote(), 0);
    yard.remote.move(OTHER, 900, { ...walk, atMs: 0 }, 0, 0);
    for (let nowMs = 0; nowMs <= 2 * PLAYER_TIMEOUT_MS; nowMs += 250) {
      yard.touch(ada, nowMs);
      yard.tick(nowMs);
    }
    expect(yard.size).toBe(2);
    expect(yard.hasWalkers(5000)).toBe(true);
    yard.remote.remove('third', 900, 0);
    expect(yard.size).toBe(2);
    yard.remote.remove(OTHER, 900, 0);
    expect(controlMessagesTo(yard.flush(0), ada)).toContainEqual({ address: '/player/left', id: 900 });
    expect(yard.size).toBe(1);
  });

  test('takes no seat here, makes no room as a guest, and is nobody whom its own server has not', () => {
    const yard = testYard({ maxPlayers: 2 });
    for (const id of [900, 901, 902])
      yard.remote.set(
        OTHER,
        remote({
          id,
          keyHash: undefined,
          isGuest: true,
          profile: { name: `Guest ${id}`, colour: '#000000' },
        }),
        0,
      );
    join(yard, 'Ada');
    join(yard, 'Grace');
    expect(() => join(yard, 'Edsger')).toThrow('This yard is full');
    yard.remote.retain(OTHER, new Set([901]), 0);
    expect(Array.from(yard.players, ({ id }) => id)).toEqual([901, 1, 2]);
  });

  test('counts in the roster, and each server’s players have one of their own', () => {
    const yard = testYard({ server: 'here' });
    join(yard, 'Ada');
    expect([OTHER, 'here'].map((server) => yard.remote.rosterOf(server).players)).toEqual([0, 1]);
    for (let i = 0; i < ROSTER_THRESHOLD_PLAYERS; i++)
      yard.remote.set(
        i === 0 ? 'third' : OTHER,
        remote({ id: 900 + i, keyHash: undefined, profile: { name: `R ${i}`, colour: '#000000' } }),
        0,
      );
    const sums = ['third', OTHER].map((server) => yard.remote.rosterOf(server).sum);
    expect(yard.remote.rosterOf(OTHER).players).toBe(ROSTER_THRESHOLD_PLAYERS - 1);
    const late = join(yard, 'Late', 0);
    const roster = controlMessagesTo(yard.flush(0), late).at(-1);
    expect(roster).toMatchObject({ address: '/roster', players: ROSTER_THRESHOLD_PLAYERS + 2 });
    yard.remove(late, 0);
    yard.remote.removeAll(OTHER, 0);
    expect(yard.remote.rosterOf(OTHER)).toEqual({ players: 0, sum: 0 });
    expect(yard.remote.rosterOf('third').sum).toBe(sums[0]);
  });
});

test('a yard on several servers takes as many as clients can know: a newcomer beyond is told that it is full, who comes back is let in', () => {
  const yard = testYard();
  for (let i = 0; i < MAX_PLAYERS_LIMIT - 1; i++) {
    const said = { id: 900 + i, keyHash: undefined, profile: { name: `R ${i}`, colour: '#000000' } };
    yard.remote.set(i % 2 === 0 ? OTHER : 'third', remote(said), 0);
  }
  yard.remote.set(OTHER, remote({ id: 7, profile: { name: 'Back', colour: '#000000' } }), 0);
  const full = `This yard is full: it takes ${MAX_PLAYERS_LIMIT}`;
  expect(() => join(yard, 'Ada')).toThrow(full);
  expect(() => joinAsGuest(yard)).toThrow(full);
  expect(join(yard, 'Back', 0, 'key of Remote').id).toBe(7);
  yard.remote.remove('third', 901, 0);
  const guest = joinAsGuest(yard);
  // A guest of this server makes room, as in any full yard.
  join(yard, 'Ada');
  expect([guest.isPresent, yard.size]).toEqual([false, MAX_PLAYERS_LIMIT]);
});

test('in a crowd of others it is looked whom ours stand near to, and of nobody else', () => {
  const crowd = testYard({ interest: 128 });
  const own = [join(crowd, 'Ada'), join(crowd, 'Grace')];
  for (let i = 0; i < 200; i++) {
    crowd.remote.set(
      OTHER,
      remote({ id: 900 + i, keyHash: undefined, profile: { name: `R ${i}`, colour: '#000000' } }),
      0,
    );
    crowd.remote.move(OTHER, 900 + i, { ...walk, y: 5 * i, atMs: 0 }, 0, 0);
  }
  for (const player of own) crowd.handle(player, { address: '/position', x: 5, y: 5 }, 0);
  for (const player of own) messagesTo(crowd.flush(0), player);
  for (let i = 0; i < 200; i++) crowd.remote.move(OTHER, 900 + i, { ...walk, y: 7 * i, atMs: 900 }, 0, 900);
  const looks = jest.spyOn(Grid.prototype, 'nearest');
  const flush = crowd.flush(900);
  const packets = flush && new FlushPackets(flush, 900);
  for (const recipient of flush?.recipients ?? []) packets?.for(recipient);
  expect(looks.mock.calls.length).toBeGreaterThan(0);
  expect(looks.mock.calls.length).toBeLessThanOrEqual(2 * own.length);
  looks.mockRestore();
});

describe('a server', () => {
  test('that is silent has its players stand, and what it says then holds, be it what it said before', () => {
    const { yard, ada } = settled('Ada');
    yard.remote.set(OTHER, remote(), 0);
    yard.remote.move(OTHER, 900, { ...walk, atMs: 0 }, 0, 0);
    yard.flush(0);
    yard.remote.halt(OTHER, 1500);
    expect(messagesTo(yard.flush(1500), ada, 1500)).toContainEqual(
      expect.objectContaining({ xs: Float32Array.of(460), vxs: Float32Array.of(0) }),
    );
    yard.remote.move(OTHER, 900, { ...walk, atMs: 0 }, 0, 2000);
    const [, player] = yard.players;
    expect(player?.motion.at(2000)).toEqual({ x: 580, y: 50 });
  });

  test('that is gone: its players have left, and come back here as whom and where they were', () => {
    const { yard, ada } = settled('Ada');
    yard.remote.set(OTHER, remote({ profile: { name: 'Root 2', colour: '#0072b2' }, wantedName: 'Root' }), 0);
    yard.remote.move(OTHER, 900, { ...walk, atMs: 0 }, 0, 0);
    yard.flush(0);
    yard.remote.removeAll(OTHER, 1000);
    expect(controlMessagesTo(yard.flush(1000), ada)).toEqual([{ address: '/player/left', id: 900 }]);
    expect(join(yard, 'Root 2', 1000).profile.name).toBe('Root 2 2');
    const back = join(yard, 'Root', 1500, 'key of Remote', undefined, undefined, '#0072b2');
    expect(back).toMatchObject({ id: 900, profile: { name: 'Root 2' }, isGuest: false, server: undefined });
    expect(back.motion.at(1500)).toEqual({ x: 340, y: 50 });
    const told = messagesTo(yard.flush(1500), ada, 1500).map(({ address }) => address);
    expect(told).toEqual(expect.arrayContaining(['/player/profile', '/motions']));
  });

  test('that is gone keeps its players’ ids and names for as long as they may resume, and no longer', () => {
    const yard = testYard();
    yard.remote.set(OTHER, remote({ id: 1 }), 0);
    yard.remote.removeAll(OTHER, 0);
    expect(join(yard, 'Remote', 0)).toMatchObject({ id: 2, profile: { name: 'Remote 2' } });
    yard.tick(RESUME_MS + 1);
    expect(join(yard, 'Remote', RESUME_MS + 1, 'key of Remote')).toMatchObject({
      ...{ id: 3, profile: { name: 'Remote' } },
    });
  });

  test('that is gone and back is the only one who speaks for its players', () => {
    const { yard } = settled('Ada');
    yard.remote.set(OTHER, remote(), 0);
    yard.remote.removeAll(OTHER, 0);
    yard.remote.set(OTHER, remote(), 10);
    expect(Array.from(yard.players, ({ profile }) => profile.name)).toEqual(['Ada', 'Remote']);
    yard.tick(RESUME_MS + 20);
    expect(join(yard, 'Remote', RESUME_MS + 20).profile.name).toBe('Remote 2');
  });

  test('says no more than so many players', () => {
    const yard = testYard();
    for (let id = 1; id <= 5001; id++)
      yard.remote.set(
        OTHER,
        remote({ id, keyHash: undefined, profile: { name: `R ${id}`, colour: '#000000' } }),
        0,
      );
    expect(yard.size).toBe(5000);
  });
});
