import { networkInterfaces } from 'node:os';
import { listenAt, ListenError } from '../cli/listening';
import { untilStopped } from '../cli/stopping';
import { formatAddress, isLoopback } from '../shared/address';
import { ClusterOptionError } from './cluster/cluster-options';
import { RegisterFile } from './cluster/register-file';
import { openStore, serveAccess, type AccessPlace, type YardStore } from './cluster/serve-access';
import { serveGame } from './cluster/serve-game';
import { openBus, serveCluster, type OpenBus, type ServedCluster } from './cluster/serve-cluster';
import { inviteTargets } from './console/invite-targets';
import { serveConsole } from './console/serve-console';
import { createTicket } from './keys/kept-access';
import { keepKnown } from './keys/open-access';
import { openKeys, type Keys } from './keys/open-keys';
import { epochMs } from './net/clock';
import { Counters } from './net/counters';
import { createRouter } from './net/create-router';
import { NoCurveError } from './net/no-curve-error';
import { ServerLoop } from './net/server-loop';
import { logAccess } from './ops/access-log';
import { serveGames, type ServedGames } from './ops/serve-games';
import { Announcer } from './ops/announcer';
import { reachedAt } from './ops/cluster-command-line';
import { addClusterMetrics } from './ops/cluster-metrics';
import { createReporter, takeHostKey } from './ops/lifecycle';
import { takeState } from './ops/state-file';
import { untilHandedOver } from './ops/handing-over';
import { LogWriter } from './ops/log-writer';
import { createLog, logStatus, visitLogger } from './ops/log';
import { Metrics } from './ops/metrics';
import { serveMetrics } from './ops/metrics-server';
import { serveRecorder } from './ops/serve-recorder';
import { readOptions, type ServerOptions } from './ops/options';
import { takeReading } from './ops/status';
import { Yard } from './yard/yard';

/** Only programs of this machine may read the metrics: they have no password. */
const METRICS_HOST = '127.0.0.1';
/** How long the last lines may take to be read when the program ends. */
const LOG_DRAIN_MAX_MS = 500;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const output = LogWriter.toStdout(process.stdout);
  const log = createLog(options, output);
  const warn = (sentence: string) => log.warn(sentence);
  const report = createReporter(process, log, options);
  // From the start on: whoever reads that the yard is open may stop it at once.
  let stop: (reason: string) => void = () => undefined;
  const stopped = new Promise<string>((resolve) => (stop = resolve));
  void untilStopped(process).then(stop);
  const counters = new Counters();
  let server: OpenServer;
  try {
    server = await open(options, counters, log);
  } catch (error) {
    const { message } = error as Error;
    const isTaken = error instanceof ListenError && error.isTaken;
    report({ event: 'failed', reason: message, option: optionFor(error), isTaken });
    process.exitCode = 1;
    return;
  }
  const { keys, yard, games, loop, host, cluster, store } = server;
  const recorder = serveRecorder(yard, loop, options, { log, host: process });
  const recordFault =
    options.record === undefined ? undefined : await faultOf(recorder.start(options.record));
  if (recordFault) {
    report({ event: 'failed', reason: recordFault.message, option: '--record', isTaken: false });
    await output.drain(LOG_DRAIN_MAX_MS);
    process.exit(1);
  }
  const { access, files } = keys;
  // A yard that nobody can enter any more is not announced.
  const handedOver = untilHandedOver(process, yard, options.port, () => void announcer?.close());
  const serverKey = keys.pair?.publicKey.toString('base64url');
  const announcer = options.announce
    ? new Announcer({ ...options, host, serverKey }, () => yard.own.size, warn)
    : undefined;
  await announcer?.open();
  report({
    event: 'listening',
    address: formatAddress(options),
    yard: options.name,
    ...(serverKey !== undefined && { serverKey }),
    ...(options.invitedOnly && { isInvitedOnly: true }),
  });
  const keepLast = keepKnown(access, files, warn);
  const place: AccessPlace = {
    expel: (player, expulsion) => loop.expel(player, expulsion),
    answerWaiting: (waiting, expulsion) => loop.answerWaiting(waiting, expulsion),
    writeBans: (bans) => files.writeBans(bans),
    writeTicket: (ticket) => files.writeTicket(ticket),
    warn,
    nowMs: epochMs,
    obey: (order, id) => hostConsole.obey(order, id),
  };
  const shared =
    cluster &&
    store &&
    serveGame(games.games, cluster.server, { kv: store.kv, cluster: cluster.cluster, nowMs: epochMs });
  if (shared) games.share(shared.game);
  const elsewhere = cluster && store && serveAccess(yard, store, cluster.cluster, place);
  const hostConsole = serveConsole(
    {
      ...{ ...place, yard, createTicket, elsewhere },
      targets: () => inviteTargets(options, serverKey, networkInterfaces()),
      stop: () => stop('stop'),
      game: (word) => games.say(word),
      recorder,
    },
    { host: process, print: (line) => output.write(line), json: options.json },
  );
  logStatus(log, () => takeReading(yard.own.size, counters));
  const reason = await Promise.race([stopped, handedOver]);
  await announcer?.close();
  elsewhere?.close();
  shared?.close();
  // First of all: at the other servers nobody is to be gone who only goes there.
  await cluster?.close();
  await loop.close();
  // What was told last is recorded too.
  await recorder.close();
  keepLast();
  report({ event: 'closed', reason });
  await output.drain(LOG_DRAIN_MAX_MS);
  // A utility process would wait for more messages from the game.
  process.exit();
}

/** A yard that is open. */
interface OpenServer {
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
async function open(
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

async function faultOf(work: Promise<unknown>): Promise<Error | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => error as Error,
  );
}

/** What would mend on a command line that the server does not listen. */
function optionFor(error: unknown): string {
  const isOfOption =
    error instanceof ListenError || error instanceof NoCurveError || error instanceof ClusterOptionError;
  return isOfOption ? error.option : '--keys';
}

void main();
