import type { RecentYard } from '../shared/bridge';

/** As many as one looks through at a glance. */
const RECENT_MAX = 5;

/** The recent yards, once the person was in this one: it comes first, and each address is there once. */
export function withRecent(recent: readonly RecentYard[], yard: RecentYard): RecentYard[] {
  return [yard, ...recent.filter(({ address }) => address !== yard.address)].slice(0, RECENT_MAX);
}
