/** Why something that another server said, or that was to be said to it, was dropped. */
export const CLUSTER_DROP_REASONS = [
  'malformed',
  'forged',
  'flood',
  'repeated',
  'refused',
  'unsent',
] as const;
export type ClusterDropReason = (typeof CLUSTER_DROP_REASONS)[number];

/** So many of the last lags are kept. */
const LAGS_MAX = 1024;

/** What a server counts of those that it shares its yard with, from its start on. */
export class ClusterCounters {
  messagesIn = 0;
  messagesOut = 0;
  bytesIn = 0;
  bytesOut = 0;
  /** Packets that were missed, by the numbers of those that came. */
  gaps = 0;
  snapshotsAsked = 0;
  snapshotsSent = 0;
  /** Motions of players that are not known (yet). */
  unknownPlayers = 0;
  /** How often this server was found to read more slowly than NATS had messages for it. */
  slowConsumers = 0;
  readonly dropped: Record<ClusterDropReason, number> = {
    malformed: 0,
    forged: 0,
    flood: 0,
    repeated: 0,
    refused: 0,
    unsent: 0,
  };
  private readonly lagsMs = new Float64Array(LAGS_MAX);
  private lagCount = 0;

  /** Notes how old motions of another server were when they came here. */
  noteLag(ms: number): void {
    this.lagsMs[this.lagCount++ % LAGS_MAX] = ms;
  }

  /** The quantile of the last lags in ms, by nearest rank; undefined before the first. @param share from 0 to 1 */
  lagMs(share: number): number | undefined {
    const sorted = this.lagsMs.slice(0, Math.min(this.lagCount, LAGS_MAX)).sort();
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }
}
