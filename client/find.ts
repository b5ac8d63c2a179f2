import { Command } from 'commander';
import { parseOrExit, wholeNumber } from '../cli/command-line';
import { untilStopped } from '../cli/stopping';
import { formatAddress } from '../shared/address';
import { BEACON_PORT, BEACON_TIMEOUT_MS } from '../shared/config';
import type { FoundYard } from '../shared/bridge';
import { formatInvite } from '../shared/target';
import { escapeUnprintable } from '../shared/text';
import { YardFinder } from './yard-finder';

const command = new Command('zeroyard-find')
  .description('Lists the yards that are open on the local network, as they come and go.')
  .option('--seconds <n>', 'how long it listens (until Ctrl+C)', wholeNumber('a time', 1, 86_400));

const NONE_SO_FAR =
  `No yard announces itself here so far: those do that the game hosts, and servers with --announce. ` +
  `A firewall may keep UDP port ${BEACON_PORT} out. Ctrl+C ends the search.`;

function main(): void {
  const { seconds } = parseOrExit(command, process.argv.slice(2)).opts<{ seconds?: number }>();
  let known = new Map<string, FoundYard>();
  let hasFound = false;
  const finder = new YardFinder({
    onFault(sentence) {
      process.stderr.write(`zeroyard-find: ${sentence}\n`);
      process.exitCode = 1;
      end();
    },
    onChange(yards) {
      const now = new Map(yards.map((yard) => [yard.key, yard]));
      for (const [key, yard] of known) if (!now.has(key)) console.log(`gone  ${placeOf(yard)}`);
      hasFound ||= now.size > 0;
      for (const [key, yard] of now) {
        const line = lineOf(yard);
        const earlier = known.get(key);
        if (!earlier || lineOf(earlier) !== line) console.log(line);
      }
      known = now;
    },
  });
  // On the error output: what a script reads is a list of yards.
  const silence = setTimeout(() => {
    if (!hasFound) console.error(NONE_SO_FAR);
  }, BEACON_TIMEOUT_MS);
  const end = (): void => {
    clearTimeout(timer);
    clearTimeout(silence);
    finder.close();
    if (finder.dropped > 0)
      console.log(`${finder.dropped} datagrams were no beacons of yards, and were dropped.`);
    if (!hasFound && process.exitCode === undefined) console.error('No yard was found.');
  };
  const timer = seconds === undefined ? undefined : setTimeout(end, seconds * 1000);
  void untilStopped(process).then(end);
}

/** A beacon does not say whom a secured yard lets in. */
const SECURED = ', secured: it may ask for an invite of its host, or its host first';

function lineOf(yard: FoundYard): string {
  const line = `here  ${placeOf(yard)}  ${yard.players} of ${yard.maxPlayers} players`;
  return yard.serverKey === undefined ? line : line + SECURED;
}

/** An address, or of a secured yard the invite, which holds its key and no ticket. */
function placeOf({ name, address, serverKey }: FoundYard): string {
  const place = serverKey === undefined ? formatAddress(address) : formatInvite({ ...address, serverKey });
  return `${place}  ${escapeUnprintable(name)}`;
}

main();
