import { networkInterfaces } from 'node:os';
import { listenAt } from '../cli/listening';
import { isLoopback } from '../shared/address';
import { RegisterFile } from './cluster/register-file';
import { openStore, type YardStore } from './cluster/serve-access';
import { openBus, serveCluster, type OpenBus, type ServedCluster } from './cluster/serve-cluster';
import { openKeys, type Keys } from './keys/open-keys';
import { epochMs } from './net/clock';
import { Counters } from './net/counters';
import { createRouter } from './net/create-router';
import { ServerLoop } from './net/server-loop';
import { logAccess } from './ops/access-log';
import { serveGames, type ServedGames } from './ops/serve-games';
import { reachedAt } from './ops/cluster-command-line';
import { addClusterMetrics } from './ops/cluster-metrics';
import { takeHostKey } from './ops/lifecycle';
import { takeState } from './ops/state-file';
import { createLog, visitLogger } from './ops/log';
import { Metrics } from './ops/metrics';
import { serveMetrics } from './ops/metrics-server';
import type { ServerOptions } from './ops/options';
import { Yard } from './yard/yard';

/** Only programs of this machine may read the metrics: they have no password. */
const METRICS_HOST = '127.0.0.1';

/** A yard that is open. */
export interface OpenServer {
  keys: Keys;
  yard: Yard;
  games: ServedGames;
  loop: ServerLoop;
  /** Where it listens, as the system resolved it. */
  host: string;
  /** The other servers of the yard, and what it keeps together with them. */
  cluster: ServedCluster | undefined;
  store: YardStore | undefined;
}

/** Opens the yard and all that listens for it. Throws an Error with a sentence for a person when it cannot be opened. */
export async function openServer(
  options: ServerOptions,
  counters: Counters,
  log: ReturnType<typeof createLog>,
): Promise<OpenServer> {
  const bus = options.cluster && (await openBus(options.cluster, log));
  try {
    return await openYard(options, counters, log, bus);
  } catch (error) {
    await bus?.bus.close();
    throw error;
  }
}

/** @param bus by which other servers of the yard are reached; undefined where there are none */
async function openYard(
  options: ServerOptions,
  counters: Counters,
  log: ReturnType<typeof createLog>,
  bus: OpenBus | undefined,
): Promise<OpenServer> {
  const warn = (sentence: string) => log.warn(sentence);
  // Before the bans are read (RegisterFile).
  const registers = bus && new RegisterFile(options.keys);
  const kept = registers?.read();
  const keys = openKeys(options, warn);
  const store =
    bus && registers && (await openStore(options.name, keys.pair, bus.bus, { registers, kept, warn }));
  logAccess(log, keys.access);
  const taken = { hostKey: takeHostKey(process.env), state: takeState(process.env, warn) };
  const reach = isLoopback(options.host) ? 'computer' : 'network';
  const yard = new Yard(
    { ...options, ...taken, reach, server: bus?.server },
    visitLogger(log),
    store?.ids,
    keys.access,
  );
  const metrics = new Metrics(yard, counters);
  const games = serveGames(yard, options.game, {
    ...{ registry: metrics.registry, log, nowMs: epochMs, host: process },
  });
  let cluster: ServedCluster | undefined;
  const loop = new ServerLoop(
    yard,
    counters,
    createRouter(options.transport, options.maxPlayers, keys.pair),
    {
      onFlush: (bytes, durationMs) => {
        metrics.observeFlush(bytes, durationMs);
        cluster?.cluster.flush();
      },
      onRefusal: ({ code, reason }) => log.debug({ code }, `Refused: ${reason}`),
      onFull: (why) => log.warn({ why }, `Nobody new can connect for now (${why}).`),
    },
  );
  if (options.metrics !== undefined) {
    const address = { host: METRICS_HOST, port: options.metrics };
    await listenAt(address, '--metrics', (resolved) => serveMetrics(metrics, resolved, log));
  }
  const host = await listenAt(options, '--port', (resolved) => loop.listen(resolved));
  if (bus && store) {
    const serverKey = keys.pair?.publicKey.toString('base64url');
    const place = { host, port: options.port };
    cluster = serveCluster(bus, yard, {
      reachedAt: reachedAt(place, options.cluster?.advertise, serverKey, networkInterfaces()),
      ...{ serverKey, seal: store.seal, nowMs: epochMs, log, onReceived: () => loop.notePacket() },
      onServers: (own, others) => yard.servers.set(own, others),
    });
    addClusterMetrics(metrics.registry, cluster.cluster);
  }
  return { keys, yard, games, loop, host, cluster, store };
}
