import { decodeServerMessage, type ServerMessage } from '../../shared/protocol/messages';
import { decodeMotions } from '../../shared/protocol/motions';
import { CLUSTER_TABLE, type ClusterMessage } from './messages';
import { decodeRelayed, isRelayed } from './relayed';

type GameAddress = '/game' | '/game/players' | '/things';
type ToldAddress = '/motions' | '/roster' | '/player/left' | '/player/said' | GameAddress;
/** What clients are told too. */
type ToldMessage = Extract<ServerMessage, { address: ToldAddress }>;
export type PacketMessage =
  | Exclude<ClusterMessage, { address: '/cluster/from' }>
  | ToldMessage
  | { address: '/cluster/relayed'; packet: Uint8Array };
/** What is said of the game. */
export type PlayedMessage = Extract<PacketMessage, { address: GameAddress | '/cluster/game' }>;

/** What each kind of subject may hold. */
export const SUBJECT_MESSAGES = {
  cells: ['/motions'],
  events: [
    '/cluster/player',
    '/player/left',
    '/player/said',
    '/cluster/relayed',
    '/waiting',
    '/waiting/gone',
  ],
  digest: ['/motions', '/roster'],
  game: ['/game', '/game/players', '/things', '/cluster/game'],
  servers: ['/cluster/alive', '/cluster/echo', '/cluster/leaving'],
  own: ['/cluster/wanted', '/cluster/snapshot', '/cluster/player', '/motions', '/order', '/order/answer'],
} as const satisfies Record<string, readonly PacketMessage['address'][]>;
export type SubjectKind = keyof typeof SUBJECT_MESSAGES;

/** Reads the messages of a packet; undefined when one of them is malformed, or has no place in such a subject. Deterministic. */
export function readMessages(
  messages: readonly Uint8Array[],
  kind: SubjectKind,
): PacketMessage[] | undefined {
  const allowed: readonly string[] = SUBJECT_MESSAGES[kind];
  const read: PacketMessage[] = [];
  for (const bytes of messages) {
    const message = readMessage(bytes);
    if (!message || !allowed.includes(message.address)) return undefined;
    read.push(message);
  }
  return read;
}

function readMessage(bytes: Uint8Array): PacketMessage | undefined {
  // First of all: nearly all of the traffic.
  const motions = decodeMotions(bytes);
  if (motions) return { address: '/motions', ...motions };
  if (isRelayed(bytes)) {
    const packet = decodeRelayed(bytes);
    return packet && { address: '/cluster/relayed', packet };
  }
  const own = CLUSTER_TABLE.decode(bytes);
  const message = own === 'foreign' ? decodeServerMessage(bytes) : own;
  return typeof message === 'object' && isPacketMessage(message) ? message : undefined;
}

function isPacketMessage(
  message: ClusterMessage | ServerMessage,
): message is Exclude<PacketMessage, { address: '/cluster/relayed' }> {
  switch (message.address) {
    case '/motions':
    case '/roster':
    case '/player/left':
    case '/player/said':
    case '/game':
    case '/game/players':
    case '/things':
    case '/cluster/game':
    case '/cluster/alive':
    case '/cluster/echo':
    case '/cluster/leaving':
    case '/cluster/player':
    case '/cluster/wanted':
    case '/cluster/snapshot':
    case '/order':
    case '/order/answer':
    case '/waiting':
    case '/waiting/gone':
      return true;
    default:
      return false;
  }
}
