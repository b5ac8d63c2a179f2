import { createHash, randomUUID } from 'node:crypto';
import type { Succession } from './hand-over';
import type { YardState } from '../shared/yard-state';

/**
 * What the server of the next host is given: the state that it was handed, and a host key of its own. The key by which the host
 * was in the yard is known to the server that held it, whose person could come in with it as the host, past locks and bans.
 * @param key by which the host was in the yard
 */
export function rekeyed(state: YardState, key: string): Succession {
  const hostKey = randomUUID();
  const players = state.players.map((player) =>
    player.keyHash === hashKey(key) ? { ...player, keyHash: hashKey(hostKey) } : player,
  );
  return { state: { ...state, players }, hostKey };
}

/** As PlayerState has it. */
function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
