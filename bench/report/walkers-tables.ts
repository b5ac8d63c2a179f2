/** The tables of walkers by keys, in Markdown. Deterministic: no I/O, no clock. */
import { number, table, thousands } from './table';
import type { WalkersResult } from './walkers-results';

const HEAD = [
  '',
  'mean px',
  'p95 px',
  'p99 px',
  'worst step px',
  'drawn ago ms',
  'delay ms',
  'cores',
  'CPU µs a player',
  'out/s',
  'in/s',
  'bytes/s',
  'MiB',
];

/** Title, table and notes of so many walkers. */
export function walkersText({ players, systems }: WalkersResult): string {
  const late = systems
    .filter(({ lateRounds }) => lateRounds > 0)
    .map(({ label, lateRounds, rounds }) => `${label} ${lateRounds} of ${rounds.length}`);
  const failed = systems.flatMap(({ label, failures }) =>
    failures.map((reason) => `${label}: a round failed: ${reason}`),
  );
  const notes =
    late.length > 0 ? [`\\* Rounds in which the load generator itself was late: ${late.join(', ')}.`] : [];
  return [`### ${players} walkers`, table([HEAD, ...systems.map(row)]), ...notes, ...failed].join('\n\n');
}

function row({ label, figures, lateRounds }: WalkersResult['systems'][number]): string[] {
  const name = `${label}${lateRounds > 0 ? ' \\*' : ''}`;
  if (!figures) return [name, ...HEAD.slice(1).map(() => '–')];
  return [
    name,
    number(figures.meanPx, 1),
    number(figures.p95Px, 1),
    number(figures.p99Px, 1),
    number(figures.worstStepPx, 1),
    number(figures.agoMs, 0),
    figures.delayMs === undefined ? 'own' : number(figures.delayMs, 0),
    number(figures.cores, 2),
    number(figures.cpuUsPerPlayer, 0),
    number(figures.sentPerS, 1),
    number(figures.receivedPerS, 1),
    thousands(figures.payloadBytesPerS),
    number(figures.rssMiB, 0),
  ];
}
