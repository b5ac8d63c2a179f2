/** docs/performance.md, whole, from docs/performance.json: no figure in it is written by hand. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { MAX_PLAYERS_LIMIT } from '../product';
import { drawChart } from './chart';
import { LARGEST, LARGEST_WALKERS } from '../rounds/scenarios';
import { machineLine } from '../rounds/machine';
import type { Results, Soak } from './results';
import { largestTable, scenarioNotes, scenarioTable, scenarioTitle, verdictTable } from './tables';
import { serversText } from './servers-results';
import { walkersText } from './walkers-tables';

const RESULTS = 'docs/performance.json';
const DOCUMENT = 'docs/performance.md';
const CHART = 'docs/images/performance.svg';
const NOT_WALKED = 'Not measured yet.';
const NOT_SERVED = 'Not measured yet: `npm run bench -- --servers`.';
const TEMPLATE = 'bench/report/performance.template.md';

/** What was written last; undefined when nothing was. */
export function readResults(): Results | undefined {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes the results, the picture and the document. Returns the names of the files. */
export async function writeReport(results: Results): Promise<string[]> {
  mkdirSync('docs/images', { recursive: true });
  writeFileSync(RESULTS, await formatted(RESULTS, JSON.stringify(results, null, 2)));
  writeFileSync(CHART, drawChart(results));
  writeFileSync(DOCUMENT, await formatted(DOCUMENT, fillTemplate(readFileSync(TEMPLATE, 'utf8'), results)));
  return [RESULTS, CHART, DOCUMENT];
}

/** As `npm run check` wants every file to be. */
async function formatted(file: string, text: string): Promise<string> {
  const { format, resolveConfig } = await import('prettier');
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

/** Puts what was measured in the place of each `{{name}}`. Throws at a name that there is not. */
export function fillTemplate(template: string, results: Results): string {
  const parts: Record<string, string> = {
    machine: machineLine(results.machine),
    verdicts: verdictTable(results),
    scenarios: results.scenarios
      .map((scenario) =>
        [`### ${scenarioTitle(scenario)}`, scenarioTable(scenario), ...scenarioNotes(scenario)].join('\n\n'),
      )
      .join('\n\n'),
    largest: largestTable(results.largest),
    walkers: results.walkers?.map(walkersText).join('\n\n') ?? NOT_WALKED,
    largestWalkers: results.largestWalkers ? largestTable(results.largestWalkers) : NOT_WALKED,
    largestWalkersRule: `with a 95th percentile of the error of the 64 nearest under ${LARGEST_WALKERS.p95Px} px`,
    maxPlayers: String(MAX_PLAYERS_LIMIT),
    largestRule: `at ${LARGEST.rateHz} Hz with a p99 age under ${LARGEST.p99Ms} ms and at least ${100 * LARGEST.share} % of what was due delivered`,
    skipped: results.skipped.map(({ label, why }) => `Skipped: ${label}, since ${why}.`).join('\n\n'),
    servers: results.servers ? serversText(results.servers) : NOT_SERVED,
    largestServers: results.largestServers ? largestTable(results.largestServers) : NOT_SERVED,
    soak: results.soak ? soakText(results.soak) : 'Not measured yet: `npm run bench -- --soak`.',
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`The template asks for {{${name}}}, which there is not.`);
    return part;
  });
}

export function soakText({ minutes, players, visits, firstMiB, quarterMiB, lastMiB, machine }: Soak): string {
  const drift = lastMiB - quarterMiB;
  return (
    `${visits} visits of ${players} players at a time in ${minutes} minutes: the server's resident memory was ` +
    `${firstMiB.toFixed(1)} MiB in the first minute (median), ${quarterMiB.toFixed(1)} MiB after a quarter of the time and ` +
    `${lastMiB.toFixed(1)} MiB in the last minute: a drift of ${drift.toFixed(1)} MiB after warming up. (${machineLine(machine)})`
  );
}
