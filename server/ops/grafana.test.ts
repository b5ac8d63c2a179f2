/** docs/grafana-cluster.json against the metrics that a server of a cluster has, and docs/cluster.md against both. */
import { readFileSync } from 'node:fs';
import { ClusterCounters } from '../cluster/counters';
import { Counters } from '../net/counters';
import { addClusterMetrics } from './cluster-metrics';
import { Metrics } from './metrics';

interface Dashboard {
  title: string;
  schemaVersion: number;
  templating: { list: { name: string; query: unknown }[] };
  panels: { id: number; title: string; gridPos: object; targets: { expr: string }[] }[];
}

const dashboard = JSON.parse(readFileSync('docs/grafana-cluster.json', 'utf8')) as Dashboard;
const NAMES = /\bzeroyard_\w+/g;
const namesIn = (text: string): string[] => [...new Set(text.match(NAMES))].sort();

/** As they stand in what Prometheus reads, those of a histogram's parts too. */
async function served(counters = new ClusterCounters()): Promise<{ text: string; names: Set<string> }> {
  const { registry } = new Metrics(
    { size: 0, spectators: { size: 0 }, access: { wrongTickets: 0 } },
    new Counters(),
  );
  const cluster = { counters, isConnected: true, remotePlayers: 2, peers: { partners: [1] } };
  addClusterMetrics(registry, cluster);
  const text = await registry.metrics();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return { text, names: new Set(lines.map((line) => line.split(/[ {]/)[0] ?? '')) };
}

function counted(): ClusterCounters {
  const counters = new ClusterCounters();
  counters.noteLag(3);
  return counters;
}

test('the dashboard has panels that Grafana imports, each with an expression', () => {
  const { title, schemaVersion, panels } = dashboard;
  expect([title.length > 0, schemaVersion > 0]).toEqual([true, true]);
  expect(panels.length).toBeGreaterThan(0);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { gridPos, targets } of panels) {
    expect(Object.keys(gridPos).sort()).toEqual(['h', 'w', 'x', 'y']);
    expect(targets.every(({ expr }) => namesIn(expr).length > 0)).toBe(true);
  }
});

test('each metric that the dashboard names exists', async () => {
  const { names } = await served(counted());
  expect(namesIn(JSON.stringify(dashboard)).filter((name) => !names.has(name))).toEqual([]);
});

test('each metric of a cluster is on the dashboard, and explained in docs/cluster.md', async () => {
  const { names } = await served(counted());
  const ofCluster = [...names].filter((name) => name.startsWith('zeroyard_cluster_'));
  expect(ofCluster).toContain('zeroyard_cluster_connected');
  const shown = namesIn(JSON.stringify(dashboard));
  const explained = namesIn(readFileSync('docs/cluster.md', 'utf8'));
  expect(ofCluster.filter((name) => !shown.includes(name))).toEqual([]);
  expect(ofCluster.filter((name) => !explained.includes(name))).toEqual([]);
  expect(explained.filter((name) => !names.has(name))).toEqual([]);
});

test('the lag between servers is told by its quantiles alone, however many packets came', async () => {
  const counters = new ClusterCounters();
  for (let ms = 1; ms <= 5000; ms++) counters.noteLag(ms);
  const { text } = await served(counters);
  const lines = text.split('\n').filter((line) => line.startsWith('zeroyard_cluster_lag_seconds'));
  // Of the last 1,024: 3977 to 5000 ms.
  expect(lines).toEqual([
    'zeroyard_cluster_lag_seconds{quantile="0.5"} 4.488',
    'zeroyard_cluster_lag_seconds{quantile="0.99"} 4.99',
  ]);
});
