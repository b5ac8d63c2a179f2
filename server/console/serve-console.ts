import { PacedReports } from '../../cli/paced-reports';
import type { Host } from '../../cli/stopping';
import type { ServerOrder, ServerReport, YardAccess } from '../../shared/process-reports';
import type { Yard } from '../yard/yard';
import { accessOf } from './access-reports';
import { asJson, inTerminal } from './answer';
import { Console, LINE_MAX_BYTES, type ConsoleContext } from './console';
import { readStandardInput } from './standard-input';

type Reported = Extract<ServerReport, { event: 'access' }>['access'];

/** Where the host's words come from and go to. */
export interface ConsoleEnds {
  host: Host<ServerReport, ServerOrder>;
  /** Writes a line to standard output. */
  print: (line: string) => void;
  /** Answers are JSON objects. */
  json: boolean | undefined;
}

/**
 * Takes the host's words from standard input, or where the game started this process from the game alone, which is then also
 * told who may come in, whenever that changes.
 */
export function serveConsole(context: ConsoleContext, { host, print, json }: ConsoleEnds): void {
  const console = new Console(context);
  const { parentPort } = host;
  if (!parentPort) {
    readStandardInput(LINE_MAX_BYTES, (line) => {
      const done = console.run(line);
      if (!done) return;
      const { word, answer } = done;
      print(`${json ? asJson(answer, word, new Date().toISOString()) : inTerminal(answer)}\n`);
    });
    return;
  }
  parentPort.on('message', ({ data }) => {
    if (typeof data !== 'object' || !('command' in data)) return;
    const { text, isError } = console.run(data.command)?.answer ?? { text: '', isError: false };
    parentPort.postMessage({ event: 'answer', n: data.n, text, isError });
  });
  reportAccess(context.yard, (access) => parentPort.postMessage({ event: 'access', access }));
}

function reportAccess(yard: Yard, report: (access: Reported) => void): void {
  let reported: YardAccess['bans'] | undefined;
  const reports = new PacedReports(() => {
    const { bans, ...access } = accessOf(yard);
    report(bans === reported ? access : { ...access, bans });
    reported = bans;
  });
  yard.access.onChange = () => reports.changed();
  reports.changed();
}
