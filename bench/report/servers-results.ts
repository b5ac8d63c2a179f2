/** What the rounds of one yard on several servers find out, and their table in Markdown. Deterministic: no I/O, no clock. */
import { machineLine, type Machine } from '../rounds/machine';
import { number, table } from './table';

/** Processor time in ms a second, all threads. */
export interface ServersFigures {
  /** Of one server, of all, and of NATS (0 where there is none). */
  firstMs: number;
  serversMs: number;
  natsMs: number;
  /** What is drawn at a client, as in WalkersFigures. */
  p95Px: number;
  agoMs: number;
  /** Of one server. */
  rssMiB: number;
  generatorCpu: number;
}

export interface ServersResult {
  players: number;
  machine: Machine;
  rows: { label: string; players: number; figures: ServersFigures; rounds: ServersFigures[] }[];
  /** What a player at another server costs, as a share of one of the server's own; undefined of no round. */
  remoteShare: number | undefined;
  /** A server with --cluster that is alone, against one without. */
  aloneRatio: number | undefined;
}

const HEAD = ['servers', 'walkers', 'servers µs', 'NATS µs', 'one server ms/s', 'p95 px', 'ago ms', 'MiB'];

export function serversText({ machine, rows, remoteShare, aloneRatio }: ServersResult): string {
  const body = rows.map(({ label, players, figures }) => [
    ...[label, String(players), number((1000 * figures.serversMs) / players, 0)],
    ...[number((1000 * figures.natsMs) / players, 0), number(figures.firstMs, 0)],
    ...[number(figures.p95Px, 1), number(figures.agoMs, 0), number(figures.rssMiB, 0)],
  ]);
  return [
    table([HEAD, ...body]),
    `A player at another server costs ${number(remoteShare, 2)} of one of the server's own (wanted: at most 0.5); a server with ` +
      `\`--cluster\` that is alone costs ${number(aloneRatio, 3)} of one without (wanted: at most 1.05).`,
    `> ${machineLine(machine)}`,
  ].join('\n\n');
}
