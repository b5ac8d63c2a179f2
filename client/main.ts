import { performance } from 'node:perf_hooks';
import { Command, Option } from 'commander';
import { context } from 'zeromq';
import { parseColour, parseName, parseOrExit, parseSay, wholeNumber } from '../cli/command-line';
import { untilStopped } from '../cli/stopping';
import { formatAddress } from '../shared/address';
import type { ConnectionState, IgnoredMessages } from '../shared/bridge';
import { DEFAULT_HOST, DEFAULT_PORT, MAX_PLAYERS_LIMIT, MOTION_RATE_HZ } from '../shared/config';
import type { Profile } from '../shared/profile';
import { JOIN_VARIABLE } from '../shared/process-reports';
import { NO_SIMULATION, parseSimulation, type Simulation } from '../shared/simulation';
import { formatTarget, parseTarget, type Target } from '../shared/target';
import { closedWords, type CloseReason, type FollowingClientEvents } from './events';
import { FollowingClient } from './following-client';
import { checkYardHost } from './yard-host';
import { GAME_PLAYERS, type PlayedName } from './games/game-players';
import { absentWords, arrivalWords, numberedName } from './headless';
import { HeadlessWalker } from './headless-walker';
import { REPLAYED_MAX, replayInYard } from './recordings/replay-in-yard';
import { watchYard } from './watch';

interface Options {
  join: Target;
  count: number;
  walk: 'random' | 'none';
  game?: PlayedName;
  seconds?: number;
  name: string;
  say?: string;
  colour?: string;
  simulate: Simulation;
  replay?: string;
  watch?: boolean;
}

/** Each player has a Dealer, and its events one more socket at either end; and as many again while it goes on to another server. */
const SOCKETS_PER_PLAYER = 6;

const PLAYERS_ONLY = ['count', 'walk', 'name', 'say', 'colour'] as const;

const DEFAULT_YARD: Target = { host: DEFAULT_HOST, port: DEFAULT_PORT };

const command = new Command('zeroyard-player')
  .description('Sends headless players into a yard: company for a test, a demo or an empty yard.')
  .addOption(
    new Option('--join <address>', 'the yard to join, by its address or an invite')
      .argParser(parseTarget)
      .env(JOIN_VARIABLE)
      .default(DEFAULT_YARD, formatAddress(DEFAULT_YARD)),
  )
  .option('--count <n>', 'how many players', wholeNumber('a number of players', 1, MAX_PLAYERS_LIMIT), 1)
  .addOption(new Option('--walk <how>', 'how they walk').choices(['random', 'none']).default('random'))
  .addOption(
    new Option('--game <name>', 'which game they play by simple rules while it is on').choices(
      Object.keys(GAME_PLAYERS),
    ),
  )
  .option('--watch', 'looks on in place of playing, and prints what happens')
  .option('--seconds <n>', 'how long they stay (until Ctrl+C)', wholeNumber('a time', 1, 86_400))
  .option('--name <name>', 'their name; several get a number each', parseName, 'Walker')
  .option('--say <text>', 'what each of them says on arrival', parseSay)
  .option('--colour <colour>', 'their colour, #rrggbb (the yard gives each one)', parseColour)
  .addOption(
    new Option('--simulate <figures>', 'a bad network, as "delay=80 jitter=30 loss=2 duplicate=1" (ms and %)')
      .argParser(parseSimulation)
      .default(NO_SIMULATION, 'none'),
  )
  .option(
    '--replay <file>',
    'walks the people of a recording, under their names, as they walked, until its end',
  );

async function main(): Promise<void> {
  const options = parseOrExit(command, process.argv.slice(2), checkWatching).opts<Options>();
  try {
    await checkYardHost(options.join);
  } catch (error) {
    fail((error as Error).message);
    return;
  }
  if (options.watch) {
    watchYard(options, fail);
    return;
  }
  const most = options.replay === undefined ? options.count : REPLAYED_MAX;
  context.maxSockets = Math.max(context.maxSockets, SOCKETS_PER_PLAYER * (most + 1));
  if (options.replay !== undefined) {
    await replayInYard(options.replay, options, fail);
    return;
  }
  const server = formatAddress(options.join);
  const present = new Set<number>();
  const walkers = Array.from({ length: options.count }, () => {
    const playGame = options.game && GAME_PLAYERS[options.game](Math.random);
    return new HeadlessWalker(options.walk === 'random', Math.random, playGame);
  });
  /** Why a player was refused, the last time: each is somebody else to a secured yard, in this run alone. */
  const refusals = new Map<number, string>();
  const yards = new Map<number, string>();
  const arrived = new Set<number>();
  const onShown = (i: number, shown: string): void => {
    if (arrived.has(i)) return;
    arrived.add(i);
    const words = arrivalWords(shown, yards.get(i) ?? '', { come: arrived.size, count: options.count });
    if (words !== undefined) console.log(words);
  };
  const players = walkers.map((walker, i) => {
    const name = options.count === 1 ? options.name : numberedName(options.name, i + 1);
    const onState = (state: ConnectionState, reason?: CloseReason): void => {
      if (reason === 'flood' || reason === 'nowhere') fail(closedWords(server, reason));
      if (typeof reason === 'object') {
        refusals.set(i, reason.reason);
        if (present.has(i)) fail(`${name} had to leave: ${reason.reason}`);
      }
      if (state !== 'present' || present.has(i)) return;
      present.add(i);
      if (options.say !== undefined) players[i]?.say(options.say);
    };
    const profile = { name, colour: options.colour ?? '' };
    const player = connectOrExit(formatTarget(options.join), profile, {
      onState,
      onMessage: (message) => {
        if (message.address === '/refused' || message.address === 'unanswered')
          refusals.set(i, message.reason);
        if (message.address === '/yard') yards.set(i, message.name);
        if (message.address === '/your/profile') onShown(i, message.name);
        walker.handle(message, performance.now());
      },
      onNotFollowed: fail,
    });
    player.simulate(options.simulate);
    return player;
  });
  let steppedMs = performance.now();
  const stroll = setInterval(() => {
    const nowMs = performance.now();
    players.forEach((player, i) => {
      const motion = walkers[i]?.step((nowMs - steppedMs) / 1000, nowMs);
      if (motion) player.move(motion);
    });
    steppedMs = nowMs;
  }, 1000 / MOTION_RATE_HZ);
  const [those, them] = options.count === 1 ? ['One player', 'it'] : [`${options.count} players`, 'them'];
  console.log(`${those} on the way to ${server} (Ctrl+C calls ${them} back).`);

  const end = (): void => {
    clearInterval(stroll);
    clearTimeout(timer);
    for (const player of players) player.leave();
    const ignored = ignoredWords(players);
    if (ignored !== undefined) console.log(ignored);
    const absent = players.map((_, i) => i).filter((i) => !present.has(i));
    for (const sentence of absentWords(
      absent.map((i) => refusals.get(i)),
      players.length,
      server,
    ))
      fail(sentence);
  };
  const timer = options.seconds === undefined ? undefined : setTimeout(end, options.seconds * 1000);
  void untilStopped(process).then(end);
}

/** Who looks on is nobody: what is said of players is not for it. Nor is it for a recording, which has players of its own. */
function checkWatching(parsed: Command): void {
  const [watches, replays] = [
    parsed.getOptionValue('watch') === true,
    parsed.getOptionValue('replay') !== undefined,
  ];
  if (watches && replays)
    throw new Error('--replay is for players, and who looks on is none. Leave one of the two out.');
  for (const option of PLAYERS_ONLY) {
    if (parsed.getOptionValueSource(option) !== 'cli') continue;
    if (watches)
      throw new Error(`--${option} is for players, and who looks on is none. Leave one of the two out.`);
    if (replays) throw new Error(`A recording has players of its own: leave --${option} or --replay out.`);
  }
}

/** Ends the program with a sentence when there is no way to such an address. */
function connectOrExit(server: string, profile: Profile, events: FollowingClientEvents): FollowingClient {
  try {
    return new FollowingClient(server, profile, events);
  } catch (error) {
    fail((error as Error).message);
    process.exit();
  }
}

/** What all of them were told and did not take in; undefined for nothing. */
function ignoredWords(players: readonly FollowingClient[]): string | undefined {
  const sum = (kind: keyof IgnoredMessages) => players.reduce((n, { ignored }) => n + ignored[kind], 0);
  const [foreign, malformed, excess] = [sum('foreign'), sum('malformed'), sum('excess')];
  if (foreign + malformed + excess === 0) return undefined;
  return `Not taken in: ${foreign} messages of other programs, ${malformed} malformed, ${excess} over a limit.`;
}

function fail(sentence: string): void {
  process.stderr.write(`zeroyard-player: ${sentence}\n`);
  process.exitCode = 1;
}

void main();
