import { networkInterfaces } from 'node:os';
import { listenAt, ListenError } from '../cli/listening';
import { untilStopped } from '../cli/stopping';
import { formatAddress, isLoopback } from '../shared/address';
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
import { Announcer } from './ops/announcer';
import { createReporter, takeHostKey } from './ops/lifecycle';
import { takeState } from './ops/state-file';
import { untilHandedOver } from './ops/handing-over';
import { LogWriter } from './ops/log-writer';
import { createLog, logStatus, visitLogger } from './ops/log';
import { Metrics } from './ops/metrics';
import { serveMetrics } from './ops/metrics-server';
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
  const { keys, yard, loop, host } = server;
  const { access, files } = keys;
  // A yard that nobody can enter any more is not announced.
  const handedOver = untilHandedOver(process, yard, options.port, () => void announcer?.close());
  const serverKey = keys.pair?.publicKey.toString('base64url');
  const announcer = options.announce
    ? new Announcer({ ...options, host, serverKey }, () => yard.size, warn)
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
  serveConsole(
    {
      yard,
      expel: (player, expulsion) => loop.expel(player, expulsion),
      answerWaiting: (waiting, expulsion) => loop.answerWaiting(waiting, expulsion),
      writeBans: (bans) => files.writeBans(bans),
      writeTicket: (ticket) => files.writeTicket(ticket),
      createTicket,
      targets: () => inviteTargets(options, serverKey, networkInterfaces()),
      stop: () => stop('stop'),
      nowMs: epochMs,
    },
    { host: process, print: (line) => output.write(line), json: options.json },
  );
  logStatus(log, () => takeReading(yard.size, counters));
  const reason = await Promise.race([stopped, handedOver]);
  await announcer?.close();
  await loop.close();
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
  loop: ServerLoop;
  /** Where it listens, as the system resolved it. */
  host: string;
}

/** Opens the yard and all that listens for it. Throws an Error with a sentence for a person when it cannot be opened. */
async function open(
  options: ServerOptions,
  counters: Counters,
  log: ReturnType<typeof createLog>,
): Promise<OpenServer> {
  const warn = (sentence: string) => log.warn(sentence);
  const keys = openKeys(options, warn);
  logAccess(log, keys.access);
  const taken = { hostKey: takeHostKey(process.env), state: takeState(process.env, warn) };
  const reach = isLoopback(options.host) ? 'computer' : 'network';
  const yard = new Yard({ ...options, ...taken, reach }, visitLogger(log), undefined, keys.access);
  const metrics = new Metrics(yard, counters);
  const loop = new ServerLoop(
    yard,
    counters,
    createRouter(options.transport, options.maxPlayers, keys.pair),
    {
      onFlush: (bytes, durationMs) => metrics.observeFlush(bytes, durationMs),
      onRefusal: ({ code, reason }) => log.debug({ code }, `Refused: ${reason}`),
      onFull: (why) => log.warn({ why }, `Nobody new can connect for now (${why}).`),
    },
  );
  if (options.metrics !== undefined) {
    const address = { host: METRICS_HOST, port: options.metrics };
    await listenAt(address, '--metrics', (resolved) => serveMetrics(metrics, resolved, log));
  }
  const host = await listenAt(options, '--port', (resolved) => loop.listen(resolved));
  return { keys, yard, loop, host };
}

/** What would mend on a command line that the server does not listen. */
function optionFor(error: unknown): string {
  return error instanceof ListenError || error instanceof NoCurveError ? error.option : '--keys';
}

void main();
