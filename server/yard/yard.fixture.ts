/** Yards and players for the unit tests of this folder. */
import { PROTOCOL_VERSION } from '../../shared/config';
import { messagesOf } from '../../shared/protocol/bundles';
import { decodeServerMessage, type ServerMessage } from '../../shared/protocol/messages';
import type { AccessRules } from '../access/access-rules';
import type { Admission } from './admission';
import type { Flush } from './outbox';
import { PresenceBudget } from './presence-budget';
import { FlushPackets } from '../packets/flush-packets';
import type { IdSequence } from './id-sequence';
import type { Recipient } from './recipient';
import type { Spectator } from './spectators';
import { Yard } from './yard';
import type { YardOptions } from './yard-options';
import type { YardPlayer } from './yard-player';

export function testYard(options: Partial<YardOptions> = {}, ids?: IdSequence, access?: AccessRules): Yard {
  return new Yard(
    {
      name: 'Test yard',
      size: { widthPx: 2400, heightPx: 1600 },
      maxPlayers: 64,
      maxSpectators: 16,
      maxMessages: 120,
      interest: 0,
      budget: 24_000,
      guests: true,
      ...options,
    },
    undefined,
    ids,
    access,
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
  colour = '#e69f00',
): YardPlayer {
  const profile = { address: '/profile', protocol: PROTOCOL_VERSION, name, colour } as const;
  const message = key === undefined ? profile : { ...profile, key };
  return admitted(yard.applyProfile(player, message, nowMs, budget));
}

/** Somebody without a profile comes in. Throws when it is refused. */
export function joinAsGuest(yard: Yard, nowMs = 0, budget = new PresenceBudget(nowMs)): YardPlayer {
  return admitted(yard.admitGuest(nowMs, budget));
}

/** Somebody looks on. Throws when it is refused. */
export function watch(yard: Yard, nowMs = 0, budget = new PresenceBudget(nowMs), ticket?: string): Spectator {
  const message = {
    address: '/watch',
    protocol: PROTOCOL_VERSION,
    ...(ticket !== undefined && { ticket }),
  } as const;
  const admission = yard.spectators.watch(undefined, message, nowMs, budget);
  if (!admission.ok) throw new Error(admission.refusal?.reason ?? 'too often');
  return admission.spectator;
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

/** A yard in which players with these names have settled: nothing of their arrival waits to be sent. */
export function settled(...names: string[]): { yard: Yard; ada: YardPlayer; grace: YardPlayer } {
  const yard = testYard();
  const [ada, grace] = names.map((name) => join(yard, name, 0, `key of ${name}`)) as [YardPlayer, YardPlayer];
  yard.tick(0);
  yard.flush(0);
  return { yard, ada, grace };
}

/** What a flush holds for one recipient. */
export function messagesTo(flush: Flush | undefined, player: Recipient, nowMs = 0): ServerMessage[] {
  return flush ? read(new FlushPackets(flush, nowMs).for(player)) : [];
}

/** The same without positions. */
export function controlMessagesTo(flush: Flush | undefined, player: Recipient): ServerMessage[] {
  return messagesTo(flush, player).filter(
    ({ address }) => address !== '/motions' && address !== '/player/position',
  );
}
