import { networkInterfaces } from 'node:os';
import { ListenError } from '../cli/listening';
import { untilStopped } from '../cli/stopping';
import { formatAddress } from '../shared/address';
import { ClusterOptionError } from './cluster/cluster-options';
import { serveAccess, type AccessPlace } from './cluster/serve-access';
import { serveGame } from './cluster/serve-game';
import { inviteTargets } from './console/invite-targets';
import { serveConsole } from './console/serve-console';
import { createTicket } from './keys/kept-access';
import { keepKnown } from './keys/open-access';
import { epochMs } from './net/clock';
import { Counters } from './net/counters';
import { NoCurveError } from './net/no-curve-error';
import { Announcer } from './ops/announcer';
import { createReporter } from './ops/lifecycle';
import { untilHandedOver } from './ops/handing-over';
import { LogWriter } from './ops/log-writer';
import { createLog, logStatus } from './ops/log';
import { serveRecorder } from './ops/serve-recorder';
import { readOptions } from './ops/options';
import { takeReading } from './ops/status';
import { openServer, type OpenServer } from './open-server';

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
    server = await openServer(options, counters, log);
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
