import { userInfo } from 'node:os';
import { Command } from 'commander';
import { parseColor, parseName, parseOrExit } from '../cli/command-line';
import { parseAddress, type Address } from '../shared/address';
import { NAME_MAX_CHARACTERS } from '../shared/config';
import { cleanText, PALETTE, type Profile } from '../shared/profile';

export interface GameOptions {
  /** The yard to join; undefined to enter the one on this computer, which is opened when there is none. */
  join?: Address;
  profile: Profile;
  /** Where the game keeps its data; undefined for the usual place. */
  userData?: string;
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
  .option('--join <address>', 'the yard to join, tcp://HOST:PORT (the one on this computer)', parseAddress)
  .option('--name <name>', 'your name (your user name)', parseName)
  .option('--color <color>', 'your color, #rrggbb (one of eight)', parseColor)
  .option('--profile <dir>', 'a folder for the game’s data, so that two players run on one machine')
  .option('--debug', 'shows the page what it draws, as window.zeroyard (read-only)', false)
  .addHelpText('after', '\nSwitches of Electron and Chromium are passed on.');

/**
 * Reads the game's command line; ends the program with a sentence when it is wrong.
 * @param argv all of the process's arguments
 * @param isDefaultApp whether Electron was told what to run, so that the app's path is among them
 */
export function readOptions(argv: readonly string[], isDefaultApp: boolean): GameOptions {
  const own = argv.slice(1).filter((argument) => !CHROMIUM_SWITCH.test(argument) && argument !== '--');
  const { join, name, color, profile, debug } = parseOrExit(command, own.slice(isDefaultApp ? 1 : 0)).opts<{
    join?: Address;
    name?: string;
    color?: string;
    profile?: string;
    debug: boolean;
  }>();
  const anyColor = PALETTE[Math.floor(Math.random() * PALETTE.length)] ?? PALETTE[0];
  return {
    ...(join && { join }),
    ...(profile !== undefined && { userData: profile }),
    profile: { name: name ?? userName(), color: color ?? anyColor },
    debug,
  };
}

function userName(): string {
  const name = Array.from(cleanText(userInfo().username)).slice(0, NAME_MAX_CHARACTERS).join('');
  return name === '' ? 'Player' : name.charAt(0).toUpperCase() + name.slice(1);
}
