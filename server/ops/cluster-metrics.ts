/** The metrics of a server that shares its yard with others; without them it has none of these. */
import { Counter, Gauge, type Registry } from 'prom-client';
import { CLUSTER_DROP_REASONS, type ClusterCounters } from '../cluster/counters';

interface MeasuredCluster {
  readonly counters: ClusterCounters;
  readonly isConnected: boolean;
  readonly remotePlayers: number;
  readonly peers: { readonly partners: readonly unknown[] };
}

/** The quantiles of the lag that are told. */
const LAG_QUANTILES = [0.5, 0.99];

export function addClusterMetrics(registry: Registry, cluster: MeasuredCluster): void {
  const registers = [registry];
  const { counters } = cluster;
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(read());
      },
    });
  };
  const count = (name: string, help: string, read: () => number): void => {
    new Counter({
      ...{ name: `${name}_total`, help, registers },
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  gauge('zeroyard_cluster_connected', 'Whether NATS is reached: 1 or 0.', () =>
    cluster.isConnected ? 1 : 0,
  );
  gauge(
    'zeroyard_cluster_servers',
    'Other servers of this yard that are alive.',
    () => cluster.peers.partners.length,
  );
  gauge('zeroyard_cluster_remote_players', 'Players at other servers.', () => cluster.remotePlayers);
  count('zeroyard_cluster_messages_in', 'Packets of other servers that came.', () => counters.messagesIn);
  count('zeroyard_cluster_messages_out', 'Packets for other servers.', () => counters.messagesOut);
  count('zeroyard_cluster_bytes_in', 'Bytes of the packets that came.', () => counters.bytesIn);
  count('zeroyard_cluster_bytes_out', 'Bytes of the packets that went out.', () => counters.bytesOut);
  count('zeroyard_cluster_gaps', 'Gaps in the numbers of packets that came.', () => counters.gaps);
  count(
    'zeroyard_cluster_snapshots_asked',
    'Snapshots that other servers were asked for.',
    () => counters.snapshotsAsked,
  );
  count(
    'zeroyard_cluster_snapshots_sent',
    'Snapshots that were sent to other servers.',
    () => counters.snapshotsSent,
  );
  count(
    'zeroyard_cluster_unknown_players',
    'Motions and lines of players that were not known.',
    () => counters.unknownPlayers,
  );
  count(
    'zeroyard_cluster_slow_consumers',
    'How often packets came over a second late by NATS.',
    () => counters.slowConsumers,
  );
  new Gauge({
    name: 'zeroyard_cluster_lag_seconds',
    help: 'How long after they were published motions of other servers came, of the last 1,024 packets.',
    labelNames: ['quantile'],
    registers,
    collect() {
      this.reset();
      for (const quantile of LAG_QUANTILES) {
        const lagMs = counters.lagMs(quantile);
        if (lagMs !== undefined) this.set({ quantile }, lagMs / 1000);
      }
    },
  });
  new Counter({
    name: 'zeroyard_cluster_dropped_total',
    help: 'What was said by other servers, or to them, and did not arrive, by reason.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const reason of CLUSTER_DROP_REASONS) this.inc({ reason }, counters.dropped[reason]);
    },
  });
}
