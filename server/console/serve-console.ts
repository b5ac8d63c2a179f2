import { PacedReports } from '../../cli/paced-reports';
import type { Host } from '../../cli/stopping';
import type { ServerOrder, ServerReport, YardAccess } from '../../shared/process-reports';
import type { Yard } from '../yard/yard';
import { accessOf } from './access-reports';
import { asJson, inTerminal, type Answer } from './answer';
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
 * @returns the console, for what is said at other servers
 */
export function serveConsole(context: ConsoleContext, { host, print, json }: ConsoleEnds): Console {
  const console = new Console(context);
  const { parentPort } = host;
  if (!parentPort) {
    readStandardInput(LINE_MAX_BYTES, (line) => {
      const done = console.run(line);
      if (!done) return;
      const { word, answer } = done;
      whenAnswered(answer, (said) =>
        print(`${json ? asJson(said, word, new Date().toISOString()) : inTerminal(said)}\n`),
      );
    });
    return console;
  }
  parentPort.on('message', ({ data }) => {
    if (typeof data !== 'object' || !('command' in data)) return;
    const { n } = data;
    whenAnswered(console.run(data.command)?.answer ?? { text: '', isError: false }, ({ text, isError }) =>
      parentPort.postMessage({ event: 'answer', n, text, isError }),
    );
  });
  reportAccess(context.yard, (access) => parentPort.postMessage({ event: 'access', access }));
  return console;
}

/** At once, unless another server answers. */
function whenAnswered(answer: Answer | Promise<Answer>, tell: (answer: Answer) => void): void {
  if (answer instanceof Promise) void answer.then(tell);
  else tell(answer);
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
