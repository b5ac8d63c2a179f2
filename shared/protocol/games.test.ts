import { GAME_PLAYERS_MAX, THINGS_MAX } from '../config';
import { decodeGamePlayers, decodeThings, encodeGamePlayers, encodeThings, type Thing } from './games';

const duck: Thing = { id: 1, kind: 1, x: 100, y: 200.5, vx: -125, vy: 0.125, age: 20 };

test('as many players are read as take part, and no more, and none without an id', () => {
  const players = Array.from({ length: GAME_PLAYERS_MAX }, (_, i) => ({ id: 1 + i, role: 2, score: 5 - i }));
  expect(decodeGamePlayers(encodeGamePlayers(players))).toEqual(players);
  expect(decodeGamePlayers(encodeGamePlayers([...players, { id: 999, role: 0, score: 0 }]))).toBeUndefined();
  expect(decodeGamePlayers(encodeGamePlayers([{ id: 0, role: 0, score: 0 }]))).toBeUndefined();
  expect(decodeGamePlayers(encodeGamePlayers([]))).toEqual([]);
});

test('things are read whose number and place there may be', () => {
  const all = Array.from({ length: THINGS_MAX }, (_, i) => ({ ...duck, id: 1 + i }));
  expect(decodeThings(encodeThings(all))).toEqual(all);
  expect(decodeThings(encodeThings([...all, duck]))).toBeUndefined();
  for (const wrong of [{ id: 0 }, { id: THINGS_MAX + 1 }, { x: -1 }, { y: 6401 }, { x: NaN }])
    expect(decodeThings(encodeThings([{ ...duck, ...wrong }]))).toBeUndefined();
});

test('bytes that are cut, too many, or of another address or type are none of them', () => {
  const bytes = encodeThings([duck]);
  for (let length = 0; length < bytes.length; length++)
    expect(decodeThings(bytes.slice(0, length))).toBeUndefined();
  expect(decodeThings(Uint8Array.of(...bytes, 0, 0, 0, 0))).toBeUndefined();
  expect(decodeGamePlayers(bytes)).toBeUndefined();
  expect(decodeThings(bytes.with(bytes.indexOf(0x62), 0x73))).toBeUndefined();
});
