/** Tables of figures, in Markdown, which reads well in a terminal too. Deterministic: no I/O, no clock. */
import { machineLine } from '../rounds/machine';
import type { LargestResult, Results, ScenarioResult, SystemResult } from './results';
import { judge } from './targets';
import { number, table, thousands } from './table';
import { walkersText } from './walkers-tables';

const HEAD = [
  '',
  'due/s',
  'delivered/s',
  'of due',
  'p50 ms',
  'p99 ms',
  'CPU µs',
  'bytes',
  'on the wire',
  'MiB',
];

export function scenarioTable({ systems }: ScenarioResult): string {
  return table([HEAD, ...systems.map(systemRow)]);
}

export function scenarioTitle({ id, players, rateHz }: ScenarioResult): string {
  const to = id.includes('everybody') ? ', everybody told to everybody' : '';
  return `${players} players at ${rateHz} Hz${to}`;
}

/** What is to be known of some rounds, as sentences; none when all was well. */
export function scenarioNotes({ systems }: ScenarioResult): string[] {
  const late = systems
    .filter(({ lateRounds }) => lateRounds > 0)
    .map(({ label, lateRounds, rounds }) => `${label} ${lateRounds} of ${rounds}`);
  const failed = systems.flatMap(({ label, failures }) =>
    failures.map((reason) => `${label}: a round failed: ${reason}`),
  );
  return late.length > 0
    ? [`\\* Rounds in which the load generator itself was late: ${late.join(', ')}.`, ...failed]
    : failed;
}

export function largestTable(largest: readonly LargestResult[]): string {
  const rows = largest.map(({ label, players, failedAt, isGeneratorLate }) => [
    label,
    `${failedAt === undefined ? '≥ ' : ''}${players}`,
    failedAt === undefined ? '–' : `${failedAt}${isGeneratorLate ? ' \\*' : ''}`,
  ]);
  return table([['', 'players', 'not any more'], ...rows]);
}

export function verdictTable(results: Results): string {
  const rows = judge(results).map(({ what, wanted, measured, isMet }) => [
    what,
    wanted,
    measured ?? 'not measured',
    isMet === undefined ? '' : isMet ? 'yes' : 'no',
  ]);
  return table([['', 'wanted', 'measured', 'met'], ...rows], 'left');
}

/** All of it, for a terminal. */
export function resultsText(results: Results): string {
  return [
    machineLine(results.machine),
    ...results.scenarios.flatMap((scenario) => [
      scenarioTitle(scenario),
      [scenarioTable(scenario), ...scenarioNotes(scenario)].join('\n'),
    ]),
    ...(results.walkers ?? []).map(walkersText),
    ...(results.largest.length > 0
      ? ['Largest number of players at 20 Hz', largestTable(results.largest)]
      : []),
    ...(results.largestWalkers?.length
      ? ['Largest number of walkers', largestTable(results.largestWalkers)]
      : []),
    ...results.skipped.map(({ label, why }) => `Skipped: ${label}: ${why}.`),
  ]
    .join('\n\n')
    .replaceAll('\\*', '*');
}

function systemRow({ label, figures, lateRounds }: SystemResult): string[] {
  const name = `${label}${lateRounds > 0 ? ' \\*' : ''}`;
  if (!figures) return [name, ...HEAD.slice(1).map(() => '–')];
  const { duePerS, deliveredPerS, share, p50Ms, p99Ms, cpuUs, payloadBytes, wireBytes, rssMiB } = figures;
  return [
    name,
    thousands(duePerS),
    thousands(deliveredPerS),
    `${(100 * share).toFixed(1)} %`,
    number(p50Ms, 1),
    number(p99Ms, 1),
    number(cpuUs, 2),
    number(payloadBytes, 1),
    number(wireBytes, 1),
    number(rssMiB, 0),
  ];
}
