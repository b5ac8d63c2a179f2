import { formatYardSize } from '../../shared/yard-size';
import type { AliveMessage } from './messages';

/** What all servers of one yard have alike. */
export type SharedProperties = Pick<AliveMessage, 'protocol' | 'widthPx' | 'heightPx' | 'serverKey'>;

/**
 * Why a yard cannot be shared with another server, as a sentence for the operator; undefined where it can. Both find the same,
 * and each stays with its own. Deterministic.
 */
export function obstacleTo(own: SharedProperties, other: SharedProperties): string | undefined {
  if (other.protocol !== own.protocol)
    return `Another server of this yard has protocol ${other.protocol}, and this one ${own.protocol}: they share no players until both are of one version.`;
  if (other.serverKey !== own.serverKey) return keyObstacle(own.serverKey, other.serverKey);
  if (other.widthPx !== own.widthPx || other.heightPx !== own.heightPx)
    return `Another server of this yard has it ${formatYardSize(other)} large, and this one ${formatYardSize(own)}: they share no players until both are started with one --size.`;
  return undefined;
}

function keyObstacle(own: string, other: string): string {
  if (own === '')
    return 'Another server of this yard is secured, and this one is open: they share no players.';
  if (other === '')
    return 'Another server of this yard is open, and this one is secured: they share no players.';
  return 'Another server of this yard has another key pair: they share no players until both are started with the same --keys.';
}
