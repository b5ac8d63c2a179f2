/** Walkers by keys among whom something else is measured: `company.js PORT PLAYERS`. They walk until the process is ended. */
import { yardSizeFor } from '../product';
import { WALKERS_RATE_HZ } from '../rounds/scenarios';
import { WalkersGenerator } from './walkers-generator';

async function main(): Promise<void> {
  const [port = NaN, players = NaN] = process.argv.slice(2).map(Number);
  const load = {
    dialect: 'zeroyard',
    port,
    players,
    rateHz: WALKERS_RATE_HZ,
    settleS: 0,
    windowS: 0,
  } as const;
  // And one who looks on.
  const generator = new WalkersGenerator({ ...load, size: yardSizeFor(players + 1) });
  generator.clients.startKeepAlives();
  await generator.clients.join();
  generator.startWalking();
  console.log(`${players} walkers are in the yard.`);
}

void main();
