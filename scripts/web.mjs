// The game in a browser: a yard and its web shell, both for this machine alone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasDisplay } from './electron.mjs';
import { readGameOptions } from './help.mjs';
import { passSignalsOn, ROOT } from './setup.mjs';

const HOST = '127.0.0.1';
const YARD_PORT = 5557;
const WEB_PORT = 5580;

/**
 * Opens a yard and the page to it, or only the page to the yard that `--join` names. Ends with Ctrl+C.
 * @param {string[]} args the game's options
 * @param {string | undefined} obstacle why there is no window; undefined where nobody wanted one
 */
export async function playInBrowser(args, obstacle) {
  const { yard, isForDesktop } = readArguments(args);
  if (obstacle !== undefined) console.log(`${obstacle} The game opens in a browser instead.`);
  if (isForDesktop.length > 0)
    console.log(`Left out, since they are for the window: ${isForDesktop.join(' ')}`);
  const yardPort = await portFrom(YARD_PORT);
  /** @type {import('node:child_process').ChildProcess[]} */
  const programs = [];
  if (yard === undefined) programs.push(run('server', ['--port', String(yardPort), '--log-level', 'warn']));
  const shell = ['--join', yard ?? `${HOST}:${yardPort}`, '--port', String(await portFrom(WEB_PORT))];
  const web = run('web', shell, 'pipe');
  programs.push(web);
  passSignalsOn(programs);
  web.stdout?.pipe(process.stdout);
  web.stdout?.once('data', (text) => void openPage(String(text)));
  // The end of one is the end of both.
  const [code] = await Promise.race(programs.map((program) => once(program, 'exit')));
  programs.forEach((program) => program.kill('SIGTERM'));
  await Promise.all(
    programs.map((program) => program.exitCode ?? program.signalCode ?? once(program, 'exit')),
  );
  process.exit(typeof code === 'number' ? code : 1);
}

/** What of the game's options has a meaning here. @param {string[]} args */
function readArguments(args) {
  // An invite is clicked or pasted without an option's name.
  const yard = readGameOptions(args.filter((arg) => arg !== '--web')).target?.replace(
    /^zeroyard:\/\/join\//i,
    '',
  );
  const isForDesktop = parseArgs({ args, strict: false, tokens: true }).tokens.flatMap((token) =>
    token.kind === 'option' && token.name !== 'web' && token.name !== 'join' ? [token.rawName] : [],
  );
  return { yard, isForDesktop };
}

/** @param {string} program @param {string[]} args @param {'pipe' | 'inherit'} output */
function run(program, args, output = 'inherit') {
  const file = join(ROOT, '.vite/build', `${program}.js`);
  return spawn(process.execPath, [file, ...args], { stdio: ['ignore', output, 'inherit'] });
}

/** Shows the page in the person's own browser. @param {string} text what the web shell printed */
async function openPage(text) {
  const [url] = /http:\S+/.exec(text) ?? [];
  if (url === undefined || !hasDisplay()) return;
  const { default: open } = await import('open');
  // The URL is printed; whoever has no browser here uses it elsewhere.
  await open(url).catch(() => undefined);
}

/** The first port from `first` on where nobody listens. @param {number} first @returns {Promise<number>} */
async function portFrom(first) {
  // Not before the packages are installed.
  const { default: getPort, portNumbers } = await import('get-port');
  return getPort({ port: portNumbers(first, 65_535), host: HOST });
}
