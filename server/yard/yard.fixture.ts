/** Yards and players for the unit tests of this folder. */
import { messagesOf } from '../../shared/protocol/bundles';
import { decodeServerMessage, type ServerMessage } from '../../shared/protocol/messages';
import type { Admission } from './admission';
import type { Flush } from './outbox';
import { PresenceBudget } from './presence-budget';
import { FlushPackets } from '../packets/flush-packets';
import type { IdSequence } from './id-sequence';
import { Yard, type YardOptions } from './yard';
import type { YardPlayer } from './yard-player';

export function testYard(options: Partial<YardOptions> = {}, ids?: IdSequence): Yard {
  return new Yard(
    { name: 'Test yard', maxPlayers: 64, maxMessages: 120, interest: 0, guests: true, ...options },
    undefined,
    ids,
  );
}

/**
 * Somebody with a profile comes in, or shows another one. Throws when it is refused.
 * @param budget that of a new connection, unless said otherwise
 */
export function join(
  yard: Yard,
  name: string,
  nowMs = 0,
  key?: string,
  player?: YardPlayer,
  budget = new PresenceBudget(nowMs),
): YardPlayer {
  const profile = { address: '/profile', protocol: 1, name, color: '#e69f00' } as const;
  const message = key === undefined ? profile : { ...profile, key };
  return admitted(yard.applyProfile(player, message, nowMs, budget));
}

/** Somebody without a profile comes in. Throws when it is refused. */
export function joinAsGuest(yard: Yard, nowMs = 0, budget = new PresenceBudget(nowMs)): YardPlayer {
  return admitted(yard.admitGuest(nowMs, budget));
}

function admitted(admission: Admission): YardPlayer {
  if (!admission.ok) throw new Error(admission.refusal?.reason ?? 'too often');
  return admission.player;
}

/** What one recipient reads from its packets: all of it, or only the messages that are wanted. */
export function read(
  packets: readonly Uint8Array[],
  isWanted: (bytes: Uint8Array) => boolean = () => true,
): ServerMessage[] {
  const messages = packets.flatMap((packet) => messagesOf(packet) ?? []).filter(isWanted);
  return messages.map((bytes) => {
    const message = decodeServerMessage(bytes);
    if (typeof message === 'string') throw new Error(`A flush holds a ${message} message.`);
    return message;
  });
}

/** What a flush tells one player. */
export function toldTo(flush: Flush | undefined, player: YardPlayer): ServerMessage[] {
  return flush ? read(new FlushPackets(flush, 0).for(player)) : [];
}
