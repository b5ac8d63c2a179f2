import { formatYardSize } from '../../shared/yard-size';
import type { AliveMessage } from './messages';

export const SECURED_ELSEWHERE =
  'Another server of this yard is secured, and this one is open: they share no players.';
/** Of packets without a right tag; who sends them cannot be known. */
export const UNAUTHENTICATED =
  'Packets come by NATS that no server of this key pair has sent, and are dropped: another server of this yard is open or has another key pair (--keys), and they share no players; or somebody else publishes there.';

/** What all servers of one yard have alike. */
export type SharedProperties = Pick<AliveMessage, 'protocol' | 'widthPx' | 'heightPx' | 'serverKey'>;

/**
 * Why a yard cannot be shared with another server, as a sentence for the operator; undefined where it can. Both find the same,
 * and each stays with its own. Deterministic.
 */
export function obstacleTo(own: SharedProperties, other: SharedProperties): string | undefined {
  if (other.protocol !== own.protocol)
    return `Another server of this yard has protocol ${other.protocol}, and this one ${own.protocol}: they share no players until both are of one version.`;
  // Whose packets a secured server takes has its key pair.
  if (other.serverKey !== own.serverKey) return SECURED_ELSEWHERE;
  if (other.widthPx !== own.widthPx || other.heightPx !== own.heightPx)
    return `Another server of this yard has it ${formatYardSize(other)} large, and this one ${formatYardSize(own)}: they share no players until both are started with one --size.`;
  return undefined;
}
