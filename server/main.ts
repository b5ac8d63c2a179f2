import { lookup } from 'node:dns/promises';
import { Command } from 'commander';
import { parseName, parseOrExit, wholeNumber } from '../cli/command-line';
import { formatAddress, parsePort, type Address } from '../shared/address';
import {
  DEFAULT_HOST,
  DEFAULT_MAX_PLAYERS,
  DEFAULT_PORT,
  DEFAULT_YARD_NAME,
  MAX_PLAYERS_LIMIT,
} from '../shared/config';
import { reportTo, untilStopped } from './lifecycle';
import { YardRouter } from './router';
import { Yard, type YardOptions } from './yard';

type Options = Address & YardOptions;

const command = new Command('zeroyard-server')
  .description('Holds a yard: a headless server that players and other ZeroMQ + OSC peers join.')
  .option('--host <host>', 'the address to listen on; 0.0.0.0 is every network', DEFAULT_HOST)
  .option('--port <port>', 'the TCP port to listen on', parsePort, DEFAULT_PORT)
  .option('--name <name>', "the yard's name", parseName, DEFAULT_YARD_NAME)
  .option(
    '--max-players <n>',
    'how many may be in it, guests included',
    wholeNumber('a number of players', 1, MAX_PLAYERS_LIMIT),
    DEFAULT_MAX_PLAYERS,
  )
  .option('--no-guests', 'refuse peers that send no profile');

async function main(): Promise<void> {
  const options = parseOrExit(command, process.argv.slice(2)).opts<Options>();
  const report = reportTo(process);
  const router = new YardRouter(new Yard(options));
  try {
    const { address: host } = await lookup(options.host);
    await router.listen({ host, port: options.port });
  } catch (error) {
    const fault = error as NodeJS.ErrnoException;
    report({
      event: 'failed',
      reason: whyNotListening(fault, options),
      isTaken: fault.code === 'EADDRINUSE',
    });
    process.exitCode = 1;
    return;
  }
  report({ event: 'listening', address: formatAddress(options), yard: options.name });
  const reason = await untilStopped(process);
  await router.close();
  report({ event: 'closed', reason });
  // A utility process would wait for more messages from the game.
  process.exit();
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: Address): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: stop that one, or choose another with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENODEV':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address ${host}: give one of its own with --host, or 0.0.0.0 for every network.`;
    case 'EACCES':
      return `Port ${port} needs more rights than this program has: choose one from 1024 up with --port.`;
    default:
      return `The yard could not be opened at ${formatAddress({ host, port })}: ${error.message}`;
  }
}

void main();
