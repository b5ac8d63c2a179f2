import { homedir, networkInterfaces } from 'node:os';
import { Command, Option } from 'commander';
import { parseName, parseOrExit, wholeNumber } from '../../cli/command-line';
import { parsePort, type Address } from '../../shared/address';
import {
  DEFAULT_BUDGET_BYTES_PER_S,
  DEFAULT_HOST,
  DEFAULT_INTEREST,
  DEFAULT_MAX_MESSAGES,
  DEFAULT_MAX_PLAYERS,
  DEFAULT_MAX_SPECTATORS,
  DEFAULT_PORT,
  DEFAULT_RECORD_MEGABYTES,
  DEFAULT_RECORD_MINUTES,
  DEFAULT_YARD_NAME,
  MAX_PLAYERS_LIMIT,
  MAX_SPECTATORS_LIMIT,
} from '../../shared/config';
import {
  formatYardSize,
  parseYardSize,
  YARD_SIZE_MAX,
  YARD_SIZE_MIN,
  yardSizeFor,
} from '../../shared/yard-size';
import { GAME_NAMES } from '../games/games';
import { defaultKeysFolder } from '../keys/keys-folder';
import { NEAR_PLAYERS } from '../interest/attention';
import { addClusterOptions, checkCluster, clusterOptionsOf } from './cluster-command-line';
import { validateInterfaces } from './interfaces';
import { defaultTransport, TRANSPORTS, type Transport } from '../net/create-router';
import { LOG_LEVELS, type LogOptions } from './log';
import type { AccessOptions } from '../access/access-rules';
import type { RecordingOptions } from '../recorder/recorder';
import type { YardOptions } from '../yard/yard-options';

export interface ServerOptions extends Address, YardOptions, LogOptions, AccessOptions, RecordingOptions {
  announce: boolean;
  /** Whose Router it is: the zeromq package's or our own. */
  transport: Transport;
  /** Whether peers are taken by CURVE alone. */
  secure: boolean;
  /** The folder of a secured yard's key pair, its bans, the identities that it knows, and its ticket; undefined of an open one. */
  keys: string | undefined;
  /** The network interfaces on which the yard is announced; empty for those under which it can be reached. */
  announceOn: string[];
  /** The port of the metrics; undefined for none. */
  metrics?: number;
  /** A game that is played from the start on, round after round; undefined for none. */
  game?: string;
  /** The file to which the yard is recorded from the start; undefined for none. */
  record?: string;
  /** How other servers of this yard are reached, and how clients reach this one; undefined where there are none. */
  cluster: ReturnType<typeof clusterOptionsOf>['cluster'];
}

const command = new Command('zeroyard-server')
  .description('Holds a yard: a headless server that players and other ZeroMQ + OSC peers join.')
  .optionsGroup('The yard:')
  .option('--host <host>', 'the address to listen on; 0.0.0.0 is every network', DEFAULT_HOST)
  .option('--port <port>', 'the TCP port to listen on', parsePort, DEFAULT_PORT)
  .option('--name <name>', "the yard's name", parseName, DEFAULT_YARD_NAME)
  .option(
    '--max-players <n>',
    'how many may be in it, guests included, who never take the last quarter',
    wholeNumber('a number of players', 1, MAX_PLAYERS_LIMIT),
    DEFAULT_MAX_PLAYERS,
  )
  .option(
    '--max-spectators <n>',
    'how many may look on besides; 0 is none',
    wholeNumber('a number of spectators', 0, MAX_SPECTATORS_LIMIT),
    DEFAULT_MAX_SPECTATORS,
  )
  .option(
    '--size <size>',
    `how large it is in pixels, from ${formatYardSize(YARD_SIZE_MIN)} to ${formatYardSize(YARD_SIZE_MAX)} (2400x1600 up to 200 players, above that it grows with --max-players)`,
    parseYardSize,
  )
  .option(
    '--max-messages <n>',
    'how many messages one peer may send in a second; who goes on over it for 3 s is disconnected',
    wholeNumber('a number of messages', 40, 10_000),
    DEFAULT_MAX_MESSAGES,
  )
  .option(
    '--interest <n>',
    `with more players than this, each is told of the ${NEAR_PLAYERS} nearest at once and of the others within --budget; 0 is never`,
    wholeNumber('a number of players', 0, MAX_PLAYERS_LIMIT),
    DEFAULT_INTEREST,
  )
  .option(
    '--budget <bytes>',
    'what each is told of those far away in a crowd, and a guest of all, in bytes of motions a second',
    wholeNumber('a number of bytes', 1000, 1_000_000),
    DEFAULT_BUDGET_BYTES_PER_S,
  )
  .addOption(
    new Option(
      '--transport <router>',
      'the Router: zeromq is the zeromq package, zmtp our own, which no peer can end (zeromq on loopback up to 200 players, else zmtp)',
    ).choices(TRANSPORTS),
  )
  .addOption(
    new Option(
      '--game <name>',
      'plays this game from the start on, round after round, so that a server that was started again has one too',
    ).choices(GAME_NAMES),
  )
  .option('--no-guests', 'refuses peers that send no profile')
  .option('--announce', 'announces the yard to the networks under which it can be reached')
  .option(
    '--announce-on <interface>',
    'announces it on this network interface; may be repeated',
    collectInterface,
  )
  .optionsGroup('Who may come in:')
  .option(
    '--secure',
    'encrypts all that is said: who joins needs the key of the yard, which stands in its invite; players have identities, and can be banned',
  )
  .addOption(
    new Option(
      '--keys <folder>',
      'where a secured yard keeps its key pair, made at the first start, its bans and known players',
    )
      .default(
        defaultKeysFolder(process.env, process.platform, homedir),
        "zeroyard in the user's configuration folder",
      )
      .implies({ secure: true }),
  )
  .option('--invited-only', 'newcomers need an invite with the present ticket; needs --secure')
  .option('--ask-first', 'newcomers wait until the host lets them in; needs --secure');

command
  .optionsGroup('Recordings:')
  .option(
    '--record <file>',
    'records from the start what happens in the yard, which all in it are told; with .gz at its end compressed when it is closed',
  )
  .option(
    '--recordings <folder>',
    'where the word "record" of the console puts a recording that it does not name',
    '.',
  )
  .option(
    '--record-minutes <n>',
    'a recording ends after so long',
    wholeNumber('a number of minutes', 1, 100_000),
    DEFAULT_RECORD_MINUTES,
  )
  .option(
    '--record-megabytes <n>',
    'or when it is so large',
    wholeNumber('a number of megabytes', 1, 1_000_000),
    DEFAULT_RECORD_MEGABYTES,
  );

addClusterOptions(command)
  .optionsGroup('Operation:')
  .addOption(
    new Option(
      '--log-level <level>',
      'the least that is logged; debug also tells who comes, goes and is refused',
    )
      .choices(LOG_LEVELS)
      .default('info'),
  )
  .option('--json', 'logs one JSON object a line, for machines')
  .option('--metrics <port>', 'serves Prometheus metrics at http://127.0.0.1:<port>/metrics', parsePort)
  .optionsGroup('Help:')
  .helpOption('-h, --help', 'shows this, and ends')
  .addHelpText(
    'after',
    '\nCtrl+C closes the yard, and tells everybody in it. Type "help" for the words of its console.',
  );

/** Reads the server's command line; ends the program with a sentence when it is wrong. */
export function readOptions(args: readonly string[]): ServerOptions {
  const parsed = parseOrExit(command, args, check);
  const {
    announceOn = [],
    announce = announceOn.length > 0,
    transport,
    size,
    keys,
    secure = false,
    invitedOnly = false,
    askFirst = false,
    ...options
  } = parsed.opts<
    Omit<ServerOptions, 'announce' | 'announceOn' | 'transport' | 'size' | 'cluster' | keyof AccessOptions> &
      Partial<ServerOptions>
  >();
  return {
    ...options,
    ...{ secure, invitedOnly, askFirst, keys: secure ? keys : undefined },
    size: size ?? yardSizeFor(options.maxPlayers),
    announce,
    announceOn,
    transport: transport ?? defaultTransport(options.host, options.maxPlayers),
    ...clusterOptionsOf(parsed.opts()),
  };
}

function check(parsed: Command): void {
  checkSecurity(parsed);
  checkCluster(parsed);
}

/** Where nobody has an identity nobody can be let in or kept outside; and a secured yard has keys, which are kept somewhere. */
function checkSecurity(parsed: Command): void {
  const { secure, keys, invitedOnly, askFirst } = parsed.opts<Partial<AccessOptions & { keys: string }>>();
  const option = invitedOnly ? '--invited-only' : '--ask-first';
  if (!secure && (invitedOnly || askFirst))
    throw new Error(
      `${option} is for a secured yard: players of an open one cannot be told apart. Add --secure.`,
    );
  if (secure && keys === undefined)
    throw new Error(
      'This user has no home folder for the keys of a secured yard. Name another one with --keys.',
    );
}

/** Reads one more interface; throws an Error with a sentence for a person. */
function collectInterface(name: string, earlier: readonly string[] = []): string[] {
  const fault = validateInterfaces([name], networkInterfaces());
  if (fault) throw new Error(fault);
  return [...earlier, name];
}
