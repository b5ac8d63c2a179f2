/** Who may have a place in a yard that is filling up. Deterministic: no I/O, no clock. */
import { reject, type Rejection } from './admission';
import type { YardPlayer } from './yard-player';

export function rejectAsFull(maxPlayers: number): Rejection {
  return reject('full', `This yard is full: it takes ${maxPlayers}, and as many are here.`);
}

/** Without an id nobody new can be here; who was here has one. */
export function rejectForWantOfIds(): Rejection {
  return reject('full', 'This yard has no id left for anybody new at the moment: try again.');
}

/** Why there is no place for a guest where `size` are already, whoever they are: the last quarter is not for guests. */
export function checkSeatForGuest(size: number, maxPlayers: number): Rejection | undefined {
  if (size >= maxPlayers) return rejectAsFull(maxPlayers);
  if (size < maxPlayers - Math.floor(maxPlayers / 4)) return undefined;
  return reject('full', 'This yard is full for guests: its last places are for players who send a /profile.');
}

/** The guest that has been silent longest; undefined when there is none. */
export function longestSilentGuest(players: Iterable<YardPlayer>): YardPlayer | undefined {
  let silent: YardPlayer | undefined;
  for (const player of players)
    if (player.isGuest && (!silent || player.lastSeenMs < silent.lastSeenMs)) silent = player;
  return silent;
}
