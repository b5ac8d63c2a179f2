/** Has an open yard be one with those of other servers: NATS, the clock, and the timers of all that is in this folder. */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Cluster, TICK_MS, type ClusterSettings, type SharedYard } from './cluster';
import type { NatsOptions } from './cluster-options';
import { ClusterCounters } from './counters';
import { NatsBus, type NatsLog } from './nats-bus';

/** A motion waits no longer for a flush of the yard. */
const GATHER_MAX_MS = 30;

/** Other servers are to be reached by this. */
export interface OpenBus {
  /** This server's name among the others: for each start another. */
  readonly server: string;
  readonly bus: NatsBus;
  readonly counters: ClusterCounters;
}

/**
 * Begins to reach NATS. Resolves after the first try, be it in vain: who is not there yet is joined when it is.
 * @throws ClusterOptionError when the file of credentials cannot be read
 */
export async function openBus(options: NatsOptions, log: NatsLog): Promise<OpenBus> {
  const server = randomBytes(12).toString('base64url');
  const counters = new ClusterCounters();
  const bus = new NatsBus({ ...options, name: `zeroyard ${server}` }, counters, log);
  await bus.open();
  return { server, bus, counters };
}

export interface ClusterPlace extends Pick<
  ClusterSettings,
  'reachedAt' | 'nowMs' | 'onReceived' | 'onServers' | 'log'
> {
  /** The public key of a secured yard, base64url. */
  serverKey: string | undefined;
}

export interface ServedCluster {
  /** This server's name among the others. */
  readonly server: string;
  readonly cluster: Cluster;
  /** Says goodbye to the other servers. Resolves when that had the time to leave. */
  close(): Promise<void>;
}

/** Shares an open yard with the other servers. */
export function serveCluster(
  { server, bus, counters }: OpenBus,
  yard: SharedYard,
  place: ClusterPlace,
): ServedCluster {
  let gatherTimer: NodeJS.Timeout | undefined;
  const flushGathered = (): void => {
    gatherTimer = undefined;
    cluster.flush();
  };
  const cluster = new Cluster(
    bus,
    yard,
    {
      ...{ ...place, server, serverKey: place.serverKey ?? '', busy: createBusy() },
      onGathered: () => (gatherTimer ??= setTimeout(flushGathered, GATHER_MAX_MS)),
    },
    counters,
  );
  cluster.open();
  const ticker = setInterval(() => cluster.tick(), TICK_MS);
  return {
    server,
    cluster,
    close: async () => {
      clearInterval(ticker);
      clearTimeout(gatherTimer);
      cluster.close();
      await bus.close();
    },
  };
}

/** How busy this process' main thread was since the last call, from 0 to 1. */
function createBusy(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
