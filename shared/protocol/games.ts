/**
 * The codecs of `/game/players` and `/things`, many records in one message, all big-endian, behind the blob's size:
 *
 *   /game/players  records of 8 bytes: int32 id, uint16 role, int16 score
 *   /things        records of 20 bytes, exactly as in `/motions` (motions.ts), whose flags are the kind
 */
import { GAME_PLAYERS_MAX, THINGS_MAX } from '../config';
import { blobOf, packBlob } from './blobs';
import { readRecords, RECORD_BYTES, writeRecord } from './motions';

/** `none`: the game has ended · `waiting`: for players · `counting`: seekers count, or a short pause before a round. */
export const GAME_PHASES = ['none', 'waiting', 'counting', 'running', 'paused', 'podium'] as const;
export type GamePhase = (typeof GAME_PHASES)[number];

/** What somebody is in a game: the low byte of a role. */
export const ROLES = {
  looksOn: 0,
  /** It, in tag; in hide and seek a seeker. */
  it: 1,
  /** A runner or a hider. */
  free: 2,
  found: 3,
  teamOne: 4,
  teamTwo: 5,
} as const;
export type Role = (typeof ROLES)[keyof typeof ROLES];
/** The low byte of a role. */
export const ROLE_MASK = 0xff;
/** What is so for a while; bits of a role. */
export const ROLE_FLAGS = {
  /** Not drawn for seekers. */
  hidden: 0x100,
  /** Cannot be touched. */
  inGrace: 0x200,
} as const;

/** What a thing is. */
export const THING_KINDS = { gone: 0, duck: 1, lantern: 2, ball: 3, goldenDuck: 4 } as const;

/** What one player is in the game. */
export interface GamePlayer {
  id: number;
  /** One of ROLES, and ROLE_FLAGS. */
  role: number;
  score: number;
}

/** Something in the yard that is nobody, where it was and how it moved. */
export interface Thing {
  /** From 1 to THINGS_MAX. */
  id: number;
  /** One of THING_KINDS. */
  kind: number;
  x: number;
  y: number;
  /** Pixels a second. */
  vx: number;
  vy: number;
  /** Milliseconds before the time tag. */
  age: number;
}

const PLAYERS_ADDRESS = '/game/players';
const THINGS_ADDRESS = '/things';
const PLAYER_BYTES = 8;

export function encodeGamePlayers(players: readonly GamePlayer[]): Uint8Array {
  return packBlob(PLAYERS_ADDRESS, players.length * PLAYER_BYTES, (view, offset) =>
    players.forEach(({ id, role, score }, i) => {
      const at = offset + i * PLAYER_BYTES;
      view.setInt32(at, id);
      view.setUint16(at + 4, role);
      view.setInt16(at + 6, score);
    }),
  );
}

/** Reads a `/game/players`; undefined for all else, and when it is malformed, holds too many, or an id that is none. */
export function decodeGamePlayers(bytes: Uint8Array): GamePlayer[] | undefined {
  const view = blobOf(bytes, PLAYERS_ADDRESS);
  if (!view || view.byteLength % PLAYER_BYTES !== 0) return undefined;
  const count = view.byteLength / PLAYER_BYTES;
  if (count > GAME_PLAYERS_MAX) return undefined;
  const players = Array.from({ length: count }, (_, i) => {
    const at = i * PLAYER_BYTES;
    return { id: view.getInt32(at), role: view.getUint16(at + 4), score: view.getInt16(at + 6) };
  });
  return players.every(({ id }) => id >= 1) ? players : undefined;
}

export function encodeThings(things: readonly Thing[]): Uint8Array {
  return packBlob(THINGS_ADDRESS, things.length * RECORD_BYTES, (view, offset) =>
    things.forEach(({ id, kind, x, y, vx, vy, age }, i) =>
      writeRecord(view, offset + i * RECORD_BYTES, { id, x, y, vx, vy, atMs: -age, flags: kind }, 0),
    ),
  );
}

/** Reads a `/things`; undefined for all else, and when it is malformed, holds too many, a number that is none, or a place that is in no yard. */
export function decodeThings(bytes: Uint8Array): Thing[] | undefined {
  const view = blobOf(bytes, THINGS_ADDRESS);
  if (!view || view.byteLength % RECORD_BYTES !== 0 || view.byteLength > THINGS_MAX * RECORD_BYTES)
    return undefined;
  const motions = readRecords(view, 0);
  if (!motions) return undefined;
  const { ids, xs, ys, vxs, vys, ages, flags } = motions;
  const things = Array.from(ids, (id, i) => ({
    ...{ id, kind: flags[i] ?? 0, x: xs[i] ?? 0, y: ys[i] ?? 0 },
    ...{ vx: vxs[i] ?? 0, vy: vys[i] ?? 0, age: ages[i] ?? 0 },
  }));
  return things.every(({ id }) => id <= THINGS_MAX) ? things : undefined;
}
