import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import { parseColour, parseName, parseOrExit } from '../cli/command-line';
import { NAME_MAX_CHARACTERS } from '../shared/config';
import { cleanText, type Profile } from '../shared/profile';
import { NO_SIMULATION, parseSimulation, type Simulation } from '../shared/simulation';
import { formatTarget, parseTarget, type Target } from '../shared/target';

export interface GameOptions {
  /** The yard to join, by an address or an invite that may be wrong; undefined to begin in the lobby. */
  target?: string;
  /** Who the person is in this run, whatever is remembered. */
  profile: Partial<Profile>;
  /** Who somebody is of whom nothing is known: the yard gives them their colour. */
  anyProfile: Profile;
  /** Where the game keeps its data; undefined for the usual place. */
  dataDir?: string;
  /** The network interfaces on which hosted yards are announced; empty for all that fit. */
  announceOn: string[];
  /** The bad network to have. */
  simulation: Simulation;
  debug: boolean;
}

/**
 * Electron and Chromium know some 1,500 switches and read them from the same command line. Those that people use begin
 * with one of these words; whatever else is not ours is a mistake, and is said to be one.
 */
const CHROMIUM_SWITCH =
  /^--(allow|auth|auto|disable|disk-cache|enable|force|gpu|high-dpi|host|ignore|in-process|inspect|js-flags|lang|log|no-proxy|no-sandbox|no-zygote|origin|ozone|password-store|proxy|remote-debugging|trace|touch|use|v|vmodule|xdg)(-|=|$)/;

const command = new Command('zeroyard')
  .description('A yard on the local network: walk with the arrow keys, and see the others walk.')
  .argument('[invite]', 'an invite to a yard, zeroyard://join/HOST:PORT, with the key of a secured one')
  .option('--join <address>', 'joins the yard at tcp://HOST:PORT at once (begins in the lobby)', parseTarget)
  .option('--name <name>', 'your name in this run', parseName)
  .option('--colour <colour>', 'your colour in this run, #rrggbb', parseColour)
  .option('--data-dir <dir>', 'a folder for the game’s data, so that two players run on one machine')
  .addOption(
    new Option('--announce-on <interface>', 'where yards that you host are announced; may be repeated')
      .argParser(collect)
      .default([], 'every network'),
  )
  .addOption(
    new Option('--simulate <figures>', 'a bad network, as "delay=80 jitter=30 loss=2 duplicate=1" (ms and %)')
      .argParser(parseSimulation)
      .default(NO_SIMULATION, 'none'),
  )
  .option('--debug', 'shows the page what it draws, as window.zeroyard (read-only)', false)
  .addHelpText(
    'after',
    '\nSwitches of Electron and Chromium are passed on. `npm start -- --web` plays in a browser.',
  );

/**
 * Reads the game's command line; ends the program with a sentence when it is wrong.
 * @param argv all of the process's arguments
 * @param isDefaultApp whether Electron was told what to run, so that the app's path is among them
 */
export function readOptions(argv: readonly string[], isDefaultApp: boolean): GameOptions {
  const own = argv.slice(1).filter((argument) => !CHROMIUM_SWITCH.test(argument) && argument !== '--');
  const parsed = parseOrExit(command, own.slice(isDefaultApp ? 1 : 0));
  const { join, name, colour, dataDir, announceOn, simulate, debug } = parsed.opts<{
    join?: Target;
    name?: string;
    colour?: string;
    dataDir?: string;
    announceOn: string[];
    simulate: Simulation;
    debug: boolean;
  }>();
  // A wrong invite was clicked, not typed: the window says so, since nobody sees what is printed.
  const target = join ? formatTarget(join) : parsed.args[0];
  return {
    ...(target !== undefined && { target }),
    ...(dataDir !== undefined && { dataDir }),
    profile: { ...(name !== undefined && { name }), ...(colour !== undefined && { colour }) },
    anyProfile: { name: userName(), colour: '' },
    announceOn,
    simulation: simulate,
    debug,
  };
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

function userName(): string {
  const name = Array.from(cleanText(accountName())).slice(0, NAME_MAX_CHARACTERS).join('');
  return name === '' ? 'Player' : name.charAt(0).toUpperCase() + name.slice(1);
}

/** Empty where the system knows no account of this number, as in containers. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
