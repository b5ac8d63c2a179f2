/** The command line of `npm run bench`. */
import { Command, InvalidArgumentError } from 'commander';
import { MAX_PLAYERS_LIMIT } from '../product';
import { parseLoad } from './scenarios';
import { SYSTEMS, type System } from './systems';

export interface Options {
  quick?: true;
  only?: System[];
  load?: string[];
  walkers?: number[];
  rounds?: number;
  seconds?: number;
  json?: true;
  soak?: true;
  servers?: true;
  minutes?: number;
  report?: true;
}

const ids = SYSTEMS.map(({ id }) => id);

const command = new Command('npm run bench --')
  .description(
    'Measures the server and its peers on loopback: what arrives, how old it is, and what it costs. ' +
      'The whole run takes less than half an hour, wants a machine with nothing else to do, and writes docs/performance.md.',
  )
  .option('--quick', 'one short round of each, no search for the largest number of players; writes nothing')
  .option('--only <systems>', `these only, comma-separated: ${ids.join(', ')}; writes nothing`, parseSystems)
  .option(
    '--load <players@hz>',
    'this load instead of the standard ones; may be repeated; writes nothing',
    collectLoad,
  )
  .option(
    '--walkers <players>',
    'so many walkers by keys instead of the standard loads; may be repeated; writes nothing',
    collectWalkers,
  )
  .option('--rounds <n>', 'how many rounds of each; writes nothing', between('a number of rounds', 1, 20))
  .option(
    '--seconds <s>',
    'how long each round is measured; writes nothing',
    between('a number of seconds', 0.5, 60),
  )
  .option('--json', 'prints the results as JSON')
  .option('--soak', "instead: the server's memory while players come and go; adds it to docs/performance.md")
  .option(
    '--servers',
    'instead: one yard on one to three servers, with a nats-server between them; adds it to docs/performance.md',
  )
  .option(
    '--minutes <m>',
    'how long the soak is, if not 10; writes nothing',
    between('a number of minutes', 0.2, 120),
  )
  .option('--report', 'instead: writes docs/performance.md anew from docs/performance.json')
  .helpOption('-h, --help', 'shows this, and ends')
  // A wrong command line ends every program of this project with 2.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

/** Reads the command line; ends the program with a sentence when it is wrong. */
export function readOptions(args: readonly string[]): Options {
  return command.parse(args, { from: 'user' }).opts<Options>();
}

/** Whether this run is the one whose figures stand in the document. */
export function isStandard({ quick, only, load, walkers, rounds, seconds }: Options): boolean {
  return !quick && !only && !load && !walkers && rounds === undefined && seconds === undefined;
}

function parseSystems(text: string): System[] {
  return text.split(',').map((id) => {
    const system = SYSTEMS.find((one) => one.id === id);
    if (!system) throw new InvalidArgumentError(`"${id}" is not a system. There are ${ids.join(', ')}.`);
    return system;
  });
}

function collectLoad(text: string, earlier: string[] = []): string[] {
  try {
    parseLoad(text, []);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
  return [...earlier, text];
}

const walkersOf = between('a number of players', 2, MAX_PLAYERS_LIMIT);

function collectWalkers(text: string, earlier: number[] = []): number[] {
  return [...earlier, walkersOf(text)];
}

function between(what: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const n = Number(text);
    if (n >= low && n <= high) return n;
    throw new InvalidArgumentError(`"${text}" is not ${what}. It is a number from ${low} to ${high}.`);
  };
}
