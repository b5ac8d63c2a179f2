import { Command, Option } from 'commander';
import { parseColour, parseName, parseOrExit, parseSay, wholeNumber } from '../cli/command-line';
import { untilStopped } from '../cli/stopping';
import { formatAddress, parseAddress, type Address } from '../shared/address';
import { DEFAULT_HOST, DEFAULT_PORT, POSITION_RATE_HZ } from '../shared/config';
import { REST_REPEATS } from '../shared/position-pacer';
import { NO_SIMULATION, parseSimulation, type Simulation } from '../shared/simulation';
import { YardClient } from './yard-client';
import { Walker } from '../shared/walker';

interface Options {
  join: Address;
  count: number;
  walk: 'random' | 'none';
  seconds?: number;
  name: string;
  say?: string;
  colour?: string;
  simulate: Simulation;
}

const DEFAULT_YARD: Address = { host: DEFAULT_HOST, port: DEFAULT_PORT };

const command = new Command('zeroyard-player')
  .description('Sends headless players into a yard: company for a test, a demo or an empty yard.')
  .addOption(
    new Option('--join <address>', 'the yard to join')
      .argParser(parseAddress)
      .default(DEFAULT_YARD, formatAddress(DEFAULT_YARD)),
  )
  .option('--count <n>', 'how many players', wholeNumber('a number of players', 1, 1000), 1)
  .addOption(new Option('--walk <how>', 'how they walk').choices(['random', 'none']).default('random'))
  .option('--seconds <n>', 'how long they stay (until Ctrl+C)', wholeNumber('a time', 1, 86_400))
  .option('--name <name>', 'their name; several get a number each', parseName, 'Walker')
  .option('--say <text>', 'what each of them says on arrival', parseSay)
  .option('--colour <colour>', 'their colour, #rrggbb (the yard gives each one)', parseColour)
  .addOption(
    new Option('--simulate <figures>', 'a bad network, as "delay=80 jitter=30 loss=2 duplicate=1" (ms and %)')
      .argParser(parseSimulation)
      .default(NO_SIMULATION, 'none'),
  );

function main(): void {
  const options = parseOrExit(command, process.argv.slice(2)).opts<Options>();
  const server = formatAddress(options.join);
  const present = new Set<number>();
  const players = Array.from({ length: options.count }, (_, i) => {
    const name = options.count === 1 ? options.name : `${options.name} ${i + 1}`;
    const onState = (state: string): void => {
      if (state !== 'present' || present.has(i)) return;
      present.add(i);
      if (options.say !== undefined) players[i]?.say(options.say);
    };
    const player = new YardClient(
      server,
      { name, colour: options.colour ?? '' },
      { onState, onMessage: () => undefined },
    );
    player.simulate(options.simulate);
    return player;
  });
  const walkers = players.map((player) => ({ player, walker: new Walker(Math.random), restedSteps: 0 }));
  for (const { player, walker } of walkers) player.move(walker.position);
  const stroll = setInterval(() => {
    if (options.walk === 'none') return;
    for (const one of walkers) {
      const from = one.walker.position;
      one.restedSteps = one.walker.step() === from ? one.restedSteps + 1 : 0;
      if (one.restedSteps <= REST_REPEATS) one.player.move(one.walker.position);
    }
  }, 1000 / POSITION_RATE_HZ);
  console.log(`${options.count} player(s) on the way to ${server} (Ctrl+C calls them back).`);

  const end = (): void => {
    clearInterval(stroll);
    clearTimeout(timer);
    for (const player of players) player.leave();
    if (present.size < players.length) {
      const missing = players.length - present.size;
      process.stderr.write(
        `zeroyard-player: ${missing} of ${players.length} never got an answer from ${server}: is a yard open there?\n`,
      );
      process.exitCode = 1;
    }
  };
  const timer = options.seconds === undefined ? undefined : setTimeout(end, options.seconds * 1000);
  void untilStopped(process).then(end);
}

main();
