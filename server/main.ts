import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { listenAt, ListenError } from '../cli/listening';
import { untilStopped } from '../cli/stopping';
import { formatAddress } from '../shared/address';
import type { AccessRules } from './access/access-rules';
import { inviteTargets } from './console/invite-targets';
import { serveConsole } from './console/serve-console';
import { AccessFiles, createTicket } from './keys/kept-access';
import { keepKnown, openAccess } from './keys/open-access';
import { epochMs } from './net/clock';
import { Counters } from './net/counters';
import { createRouter } from './net/create-router';
import { loadKeyPair, type KeyPair } from './keys/key-pair';
import { PrivateFile } from '../cli/private-file';
import { NoCurveError } from './net/no-curve-error';
import { ServerLoop } from './net/server-loop';
import { logAccess } from './ops/access-log';
import { Announcer } from './ops/announcer';
import { createReporter, takeHostKey } from './ops/lifecycle';
import { LogWriter } from './ops/log-writer';
import { createLog, logStatus, visitLogger } from './ops/log';
import { Metrics } from './ops/metrics';
import { serveMetrics } from './ops/metrics-server';
import { readOptions } from './ops/options';
import { takeReading } from './ops/status';
import { Yard } from './yard/yard';

/** Only programs of this machine may read the metrics: they have no password. */
const METRICS_HOST = '127.0.0.1';
/** In the folder of the keys. */
const KEY_FILE = 'server.key';
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
  const hostKey = takeHostKey(process.env);
  const files = new AccessFiles(options.secure ? options.keys : undefined);
  let access: AccessRules;
  try {
    access = openAccess(options, files, warn);
  } catch (error) {
    report({ event: 'failed', reason: (error as Error).message, option: '--keys', isTaken: false });
    process.exitCode = 1;
    return;
  }
  logAccess(log, access);
  const yard = new Yard({ ...options, hostKey }, visitLogger(log), undefined, access);
  const counters = new Counters();
  const metrics = new Metrics(yard, counters);
  let keys: KeyPair | undefined;
  let loop: ServerLoop;
  let host: string;
  try {
    const keyFile = new PrivateFile(join(options.keys, KEY_FILE));
    keys = options.secure ? loadKeyPair(keyFile) : undefined;
    if (keyFile.wasExposed) warn(exposedWords(keyFile.path));
    loop = new ServerLoop(yard, counters, createRouter(options.transport, options.maxPlayers, keys), {
      onFlush: (bytes, durationMs) => metrics.observeFlush(bytes, durationMs),
      onRefusal: ({ code, reason }) => log.debug({ code }, `Refused: ${reason}`),
      onFull: (why) => log.warn({ why }, `Nobody new can connect for now (${why}).`),
    });
    if (options.metrics !== undefined) {
      const address = { host: METRICS_HOST, port: options.metrics };
      await listenAt(address, '--metrics', (resolved) => serveMetrics(metrics, resolved, log));
    }
    host = await listenAt(options, '--port', (resolved) => loop.listen(resolved));
  } catch (error) {
    const { message } = error as Error;
    report({
      event: 'failed',
      reason: message,
      option: optionFor(error),
      isTaken: error instanceof ListenError && error.isTaken,
    });
    process.exitCode = 1;
    return;
  }
  const serverKey = keys?.publicKey.toString('base64url');
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
  const reason = await stopped;
  await announcer?.close();
  await loop.close();
  keepLast();
  report({ event: 'closed', reason });
  await output.drain(LOG_DRAIN_MAX_MS);
  // A utility process would wait for more messages from the game.
  process.exit();
}

/** What would mend on a command line that the server does not listen. */
function optionFor(error: unknown): string {
  return error instanceof ListenError || error instanceof NoCurveError ? error.option : '--keys';
}

function exposedWords(path: string): string {
  return `${path} could be read or replaced by other users of this computer: whoever has it can pass for this yard. Keep its folder to yourself, and move the file away if you trust them not: a new one is made.`;
}

void main();
