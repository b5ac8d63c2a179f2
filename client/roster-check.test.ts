import { crc32 } from 'node:zlib';
import { FULL_ROSTER_INTERVAL_MS, PROFILE_TIMEOUT_MS } from '../shared/config';
import { encodeServerMessage, type ServerMessage } from '../shared/protocol/messages';
import { RemotePlayers } from './remote-players';
import { RosterCheck } from './roster-check';

const OWN = { id: 1, name: 'Me', colour: '#e69f00' };
const profile = (id: number) =>
  ({ address: '/player/profile', id, name: `Player ${id}`, colour: '#56b4e9' }) as const;

function rosterOf(...ids: number[]): ServerMessage {
  const all = [{ address: '/player/profile', ...OWN } as const, ...ids.map(profile)];
  const sum = all.reduce((total, one) => total + crc32(encodeServerMessage(one)), 0);
  return { address: '/roster', players: all.length, sum: sum | 0 };
}

/** A reader who knows these players. */
function knowing(...ids: number[]) {
  const players = new RemotePlayers(0);
  for (const id of ids) players.update(profile(id), 0);
  const roster = new RosterCheck(players);
  return { players, check: (messages: ServerMessage[], nowMs = 0) => roster.check(messages, OWN, nowMs) };
}

test('who knows everybody asks nothing', () => {
  expect(knowing(2, 3).check([rosterOf(2, 3)])).toEqual({ left: [], isToAsk: false });
});

test.each([
  ['lacks somebody', [2]],
  ['knows somebody who is gone', [2, 3, 4]],
  ['knows another in the place of one', [2, 4]],
])('who %s asks for all, at most once in 2 s', (_, ids) => {
  const { check } = knowing(...ids);
  expect(check([rosterOf(2, 3)], 10).isToAsk).toBe(true);
  expect(check([rosterOf(2, 3)], 1000).isToAsk).toBe(false);
  expect(check([rosterOf(2, 3)], 11 + FULL_ROSTER_INTERVAL_MS).isToAsk).toBe(true);
});

test('a full roster tells who is gone; one beside a few profiles does not', () => {
  const { players, check } = knowing(2, 3, 4);
  expect(check([profile(2), rosterOf(2, 3, 4)]).left).toEqual([]);
  expect(check([profile(2), profile(3), rosterOf(2, 3)])).toEqual({
    left: [{ address: '/player/left', id: 4 }],
    isToAsk: false,
  });
  expect(players.has(4)).toBe(false);
});

test('while rosters come nobody is forgotten for want of repetition, and after them in the usual time', () => {
  const { players, check } = knowing(2);
  check([rosterOf(2)], 60_000);
  expect(players.expire(60_000 + PROFILE_TIMEOUT_MS)).toEqual([]);
  expect(players.expire(60_001 + PROFILE_TIMEOUT_MS)).toHaveLength(1);
});

test('a spectator is not counted', () => {
  const players = new RemotePlayers(0);
  players.update(profile(2), 0);
  const roster = new RosterCheck(players);
  const all: ServerMessage = {
    address: '/roster',
    players: 1,
    sum: crc32(encodeServerMessage(profile(2))) | 0,
  };
  expect(roster.check([all], undefined, 0)).toEqual({ left: [], isToAsk: false });
  expect(roster.check([rosterOf()], undefined, 0).isToAsk).toBe(true);
});
