/** Yards and players for the unit tests of this folder. */
import type { Refusal } from './admission';
import { Yard, type YardOptions } from './yard';
import type { YardPlayer } from './yard-player';

export function testYard(options: Partial<YardOptions> = {}): Yard {
  return new Yard({ name: 'Test yard', maxPlayers: 64, maxMessages: 120, guests: true, ...options });
}

/** Somebody with a profile comes in, or shows another one. Throws when it is refused. */
export function join(yard: Yard, name: string, nowMs = 0, key?: string, player?: YardPlayer): YardPlayer {
  const profile = { address: '/profile', protocol: 1, name, color: '#e69f00' } as const;
  return admitted(yard.introduce(player, key === undefined ? profile : { ...profile, key }, nowMs));
}

/** Somebody without a profile comes in. Throws when it is refused. */
export function joinAsGuest(yard: Yard, nowMs = 0): YardPlayer {
  return admitted(yard.welcomeGuest(nowMs));
}

function admitted(player: YardPlayer | Refusal): YardPlayer {
  if ('code' in player) throw new Error(player.reason);
  return player;
}
