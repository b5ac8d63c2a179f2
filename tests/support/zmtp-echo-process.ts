import { Program } from './programs';
import { until } from './until';
import type { Report } from './zmtp-echo';

/** The program zmtp-echo as a process, with what it reports. */
export class ZmtpEcho {
  readonly program: Program;

  private constructor(args: string[], inside: readonly string[]) {
    this.program = new Program('zmtp-echo', args, inside);
  }

  /** One that listens. @param inside a command that runs it somewhere else, such as in a network namespace */
  static async start(
    { host = '127.0.0.1', port = 0, max = 10_000, maxPerAddress = 10_000, security = 'none' } = {},
    inside: readonly string[] = [],
  ): Promise<ZmtpEcho> {
    const echo = new ZmtpEcho([host, port, max, maxPerAddress, security].map(String), inside);
    await until(`the echo; it said: ${echo.program.errors}`, () => echo.program.output.includes('\n'));
    return echo;
  }

  /** The newest. */
  get report(): Report {
    const lines = this.program.output.split('\n');
    return JSON.parse(lines.at(-2) ?? '') as Report;
  }

  /** The most memory that it had since a moment, which is the length of its output then. */
  peakRssBytes(since: number): number {
    const lines = this.program.output.slice(since).split('\n').slice(1, -1);
    return Math.max(...lines.map((line) => (JSON.parse(line) as Report).rssBytes));
  }
}
