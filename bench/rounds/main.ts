/** `npm run bench`: how fast the server is, beside its peers. */
import { DEFAULT_YARD_SIZE } from '../product';
import { describeMachine } from './machine';
import { measureLargestLoads, measureScenarios } from './measure';
import { measureLargestServers, measureServers } from './measure-servers';
import { measureLargestWalkers, measureWalkers } from './measure-walkers';
import { isStandard, readOptions, type Options } from './options';
import { compileRelay, ensurePeers } from './peers';
import { readResults, soakText, writeReport } from '../report/report';
import type { Results } from '../report/results';
import { serversText } from '../report/servers-results';
import { FULL, parseLoad, QUICK, standardScenarios, walkersScenarios, type Effort } from './scenarios';
import { NATS_OBSTACLE } from './server-round';
import { runSoak } from './soak';
import { SYSTEMS, toEverybody, type System, type SystemId } from './systems';
import { largestTable, resultsText, verdictTable } from '../report/tables';

/** Of these packages are needed that no player has. */
const NEED_PEERS = new Set<SystemId>(['ws', 'socketio', 'colyseus']);

const SOAK_MINUTES = 10;
/** Of the yard on several servers. */
const SERVERS_WALKERS = 600;

const log = (line: string): boolean => process.stderr.write(`${line}\n`);

async function main(options: Options): Promise<void> {
  if (options.report) await rewrite();
  else if (options.soak) await soak(options);
  else if (options.servers) await servers(options);
  else await bench(options);
}

async function bench(options: Options): Promise<void> {
  const { systems, skipped } = prepare(options.only ?? SYSTEMS);
  const effort = effortOf(options);
  const loads = options.load?.map((load) => parseLoad(load, systems));
  const walkers = options.walkers?.map((players) => ({ players, systems }));
  const isStandardLoad = !loads && !walkers;
  const scenarios = await measureScenarios(loads ?? (walkers ? [] : standardScenarios(systems)), effort, log);
  const walked = await measureWalkers(walkers ?? (loads ? [] : walkersScenarios(systems)), effort, log);
  const isSearched = !options.quick && isStandardLoad;
  const open = systems.filter(({ id }) => id !== 'zeroyard-secure');
  const largest = isSearched ? await measureLargestLoads(searched(open), log) : [];
  const largestWalkers = isSearched ? await measureLargestWalkers(open, log) : [];
  const { soak: soaked, servers: served, largestServers } = readResults() ?? {};
  const results: Results = {
    machine: describeMachine([...new Set(systems.flatMap(({ packages }) => packages))]),
    scenarios,
    largest,
    walkers: walked,
    largestWalkers,
    skipped,
    ...(soaked && { soak: soaked }),
    ...(served && { servers: served }),
    ...(largestServers && { largestServers }),
  };
  console.log(options.json ? JSON.stringify(results, null, 2) : `\n${resultsText(results)}\n`);
  if (!options.json && isStandardLoad) console.log(`${verdictTable(results)}\n`);
  if (isStandard(options)) log(`Written: ${(await writeReport(results)).join(', ')}`);
}

async function soak({ minutes, json }: Options): Promise<void> {
  const [zeroyard] = SYSTEMS;
  if (!zeroyard) return;
  const result = await runSoak(
    (port) => zeroyard.command(port, 0, DEFAULT_YARD_SIZE),
    minutes ?? SOAK_MINUTES,
    log,
  );
  console.log(json ? JSON.stringify(result, null, 2) : soakText(result));
  const results = readResults();
  if (results && minutes === undefined)
    log(`Written: ${(await writeReport({ ...results, soak: result })).join(', ')}`);
}

async function servers(options: Options): Promise<void> {
  if (NATS_OBSTACLE !== undefined)
    throw new Error(`Several servers cannot be measured, since ${NATS_OBSTACLE}.`);
  const players = options.walkers?.[0] ?? SERVERS_WALKERS;
  const result = await measureServers(players, effortOf(options), log);
  const [zeroyard] = SYSTEMS;
  const isSearched = zeroyard && !options.quick && !options.walkers;
  const largest = isSearched ? await measureLargestServers(zeroyard, log) : [];
  console.log(options.json ? JSON.stringify(result, null, 2) : serversText(result));
  if (largest.length > 0 && !options.json) console.log(`\n${largestTable(largest)}`);
  const results = readResults();
  if (results && isStandard(options))
    log(
      `Written: ${(await writeReport({ ...results, servers: result, largestServers: largest })).join(', ')}`,
    );
}

function effortOf(options: Options): Effort {
  const { rounds, settleS, windowS } = options.quick ? QUICK : FULL;
  return { rounds: options.rounds ?? rounds, settleS, windowS: options.seconds ?? windowS };
}

async function rewrite(): Promise<void> {
  const results = readResults();
  if (!results) throw new Error('There is no docs/performance.json yet: run the benchmark first.');
  log(`Written: ${(await writeReport(results)).join(', ')}`);
}

/** Installs or compiles the peers; leaves out what cannot be had, and says why. */
function prepare(wanted: readonly System[]): { systems: System[]; skipped: Results['skipped'] } {
  const skipped: Results['skipped'] = [];
  const systems = wanted.filter(({ id, label }) => {
    const why = id === 'zeromq-c' ? compileRelay() : undefined;
    if (why) skipped.push({ label, why });
    return !why;
  });
  if (systems.some(({ id }) => NEED_PEERS.has(id))) ensurePeers();
  return { systems, skipped };
}

/** Zeroyard is searched twice: with its area of interest, and with everybody told to everybody. */
function searched(systems: readonly System[]): System[] {
  return systems.flatMap((system) =>
    system.dialect === 'zeroyard' ? [system, toEverybody(system)] : [system],
  );
}

main(readOptions(process.argv.slice(2))).catch((error: unknown) => {
  log(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
});
