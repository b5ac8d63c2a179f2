import { Command, Option } from 'commander';
import { parseOrExit, wholeNumber } from '../cli/command-line';
import { formatAddress, parsePort } from '../shared/address';
import { DEFAULT_HOST, DEFAULT_PORT, DEFAULT_WEB_PORT } from '../shared/config';
import { JOIN_VARIABLE } from '../shared/process-reports';
import { parseTarget, type Target } from '../shared/target';

export interface WebOptions {
  /** The one yard that every page leads to. */
  join: Target;
  /** Where the shell listens. */
  host: string;
  port: number;
  maxPages: number;
}

const DEFAULT_YARD: Target = { host: DEFAULT_HOST, port: DEFAULT_PORT };

const command = new Command('zeroyard-web')
  .description(
    'Opens a yard to browsers: serves the game as a page, and takes each page into the yard as a player.',
  )
  .addOption(
    new Option('--join <address>', 'the yard, by its address or an invite')
      .argParser(parseTarget)
      .env(JOIN_VARIABLE)
      .default(DEFAULT_YARD, formatAddress(DEFAULT_YARD)),
  )
  .option(
    '--host <host>',
    'the address to listen on; 0.0.0.0 is every network, where pages need the token of the printed URL',
    DEFAULT_HOST,
  )
  .option('--port <port>', 'the TCP port to listen on', parsePort, DEFAULT_WEB_PORT)
  .option('--max-pages <n>', 'how many pages may be open', wholeNumber('a number of pages', 1, 500), 32)
  .helpOption('-h, --help', 'shows this, and ends')
  .addHelpText('after', '\nCtrl+C disconnects all pages, and ends.');

/** Reads the web shell's command line; ends the program with a sentence when it is wrong. */
export function readOptions(args: readonly string[]): WebOptions {
  return parseOrExit(command, args).opts<WebOptions>();
}
