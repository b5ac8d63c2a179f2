/** What the server says of its work: lines for a person, or JSON for a machine. */
import { pino, stdTimeFunctions, type Logger } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { statusBetween, statusLine, type Reading } from './status';
import { escapeUnprintable, quoted } from '../../shared/text';
import type { YardEvents } from '../yard/yard-options';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogOptions {
  /** One JSON object a line. */
  json?: boolean;
  logLevel: LogLevel;
}

/** Where the lines go: a LogWriter, or a test's own. */
export interface LogOutput {
  write(line: string): unknown;
  hasColors(): boolean;
  /** Called when lines were dropped. */
  onDropped?: (lines: number) => void;
}

const STATUS_INTERVAL_MS = 10_000;

/**
 * Every message is a sentence that needs no more; the fields beside it hold its numbers for machines, and are left out
 * of the readable form. Logging never waits for who reads; what is dropped meanwhile is counted and told.
 */
export function createLog({ json, logLevel }: LogOptions, output: LogOutput): Logger {
  const options = {
    level: logLevel,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  // pino-pretty's own stream would wait for the reader, and a transport's worker would need files beside the bundle.
  const format = json
    ? (line: string) => line
    : prettyFactory({
        colorize: output.hasColors(),
        translateTime: 'SYS:HH:MM:ss',
        include: 'time,level,err',
        messageFormat: (fields, key) => escapeUnprintable(String(fields[key])),
      });
  const log = pino(options, { write: (line) => void output.write(format(line)) });
  output.onDropped = (lines) =>
    log.warn({ lines }, `${lines} lines of the log were left out: nobody read it.`);
  return log;
}

/** Has a log tell who comes and goes: on the level for details, since the status line counts them. */
export function visitLogger(log: Logger): YardEvents {
  return {
    onArrival: ({ id, profile: { name } }) =>
      log.debug({ id, name }, `Player ${id} is here: ${quoted(name)}.`),
    onDeparture: ({ id, profile: { name } }) =>
      log.debug({ id, name }, `Player ${id} left: ${quoted(name)}.`),
  };
}

/** Logs a line of status now and then, for as long as the process runs for other reasons. */
export function logStatus(log: Logger, read: () => Reading): void {
  let last = read();
  let lastMs = performance.now();
  const look = () => {
    const now = read();
    const nowMs = performance.now();
    const status = statusBetween(last, now, nowMs - lastMs);
    if (status) log.info(status, statusLine(status));
    last = now;
    lastMs = nowMs;
  };
  setInterval(look, STATUS_INTERVAL_MS).unref();
}
