/** What Zeroyard set out to reach, and whether it does: each judged by figures of one run. Deterministic: no I/O, no clock. */
import type { Figures, Results } from './results';
import { WALKING_SPEED_PX_PER_S } from '../product';
import type { SystemId } from '../rounds/systems';
import type { WalkersFigures } from './walkers-results';

export interface Verdict {
  what: string;
  wanted: string;
  /** What was measured, in words; undefined when that was not. */
  measured: string | undefined;
  isMet: boolean | undefined;
}

/** All: but for what was on its way when the time began and when it ended. */
const ALL_DUE = 0.995;
/** How far somebody walks in a frame. */
const FRAME_PX = WALKING_SPEED_PX_PER_S / 60;

export function judge(results: Results): Verdict[] {
  const of = (scenario: string, system: SystemId): Figures | undefined =>
    results.scenarios.find(({ id }) => id === scenario)?.systems.find(({ id }) => id === system)?.figures;
  const package100 = of('100@20', 'zeroyard-zeromq');
  const package500 = of('500@20 to everybody', 'zeroyard-zeromq');
  const colyseus100 = of('100@20', 'colyseus');
  const colyseus500 = of('500@20 to everybody', 'colyseus');
  const smallWs = of('16@60', 'ws');
  const small = of('16@60', 'zeroyard');
  const smallC = of('16@60', 'zeromq-c');
  const hundred = of('100@20', 'zeroyard');
  const secure = of('100@20', 'zeroyard-secure');
  const fiveHundred = of('500@20 to everybody', 'zeroyard');
  const thousand = of('1000@20', 'zeroyard');
  const most = results.largest.find(({ id }) => id === 'zeroyard')?.players;
  const peers = results.largest.filter(({ id }) => !id.startsWith('zeroyard')).map(({ players }) => players);
  const relays = results.largest
    .filter(({ id }) => !id.startsWith('zeroyard') && id !== 'colyseus')
    .map(({ players }) => players);
  return [
    atMost('16 players at 60 Hz: p50 age', ratio(small?.p50Ms, smallC?.p50Ms), 1.5, 'x the naive relay in C'),
    atMost('16 players at 60 Hz: p99 age', ratio(small?.p99Ms, smallC?.p99Ms), 1.5, 'x the naive relay in C'),
    atMost('16 players at 60 Hz: p50 age', ratio(small?.p50Ms, smallWs?.p50Ms), 1.2, 'x that of ws'),
    atMost('16 players at 60 Hz: p99 age', ratio(small?.p99Ms, smallWs?.p99Ms), 1.2, 'x that of ws'),
    cpu('100 players', hundred, package100, 0.75, "x that on the zeromq package's Router"),
    cpu('500 players', fiveHundred, package500, 0.75, "x that on the zeromq package's Router"),
    cpu('100 players, secured', secure, hundred, 1.35, 'x that of an open yard'),
    cpu('100 players', hundred, colyseus100, 1.3, 'x that of Colyseus'),
    cpu('500 players', fiveHundred, colyseus500, 1.3, 'x that of Colyseus'),
    atLeast('100 players at 20 Hz: delivered', percent(hundred?.share), 100 * ALL_DUE, '% of what was due'),
    atMost('100 players at 20 Hz: p99 age', hundred?.p99Ms, 40, 'ms'),
    atLeast(
      '500 players at 20 Hz, to everybody: delivered',
      percent(fiveHundred?.share),
      95,
      '% of what was due',
    ),
    atMost('500 players at 20 Hz, to everybody: p99 age', fiveHundred?.p99Ms, 150, 'ms'),
    atLeast('1000 players at 20 Hz: delivered', percent(thousand?.share), 100 * ALL_DUE, '% of what was due'),
    atMost('1000 players at 20 Hz: p99 age', thousand?.p99Ms, 100, 'ms'),
    cpu('100 players', hundred, of('100@20', 'ws'), 1 / 3, 'x that of ws'),
    cpu('100 players', hundred, of('100@20', 'socketio'), 1 / 6, 'x that of Socket.IO'),
    atMost('100 players: bytes a delivered update', hundred?.payloadBytes, 18, 'bytes'),
    atMost('500 players: bytes a delivered update', fiveHundred?.payloadBytes, 13, 'bytes'),
    atLeast('Largest number of players', ratio(most, best(relays)), 5, 'x the best relay'),
    atLeast('Largest number of players', ratio(most, best(peers)), 5, 'x the best peer'),
    ...walkersVerdicts(results),
  ];
}

function walkersVerdicts({ walkers = [], largestWalkers = [] }: Results): Verdict[] {
  const of = (players: number, system: SystemId): WalkersFigures | undefined =>
    walkers.find((one) => one.players === players)?.systems.find(({ id }) => id === system)?.figures;
  const most = (ids: readonly SystemId[]): number | undefined =>
    best(largestWalkers.filter(({ id }) => ids.includes(id)).map(({ players }) => players));
  const [small, crowd] = [of(16, 'zeroyard'), of(2000, 'zeroyard')];
  const [own, colyseus] = [of(500, 'zeroyard'), of(500, 'colyseus')];
  const zeroyard = most(['zeroyard']);
  return [
    atMost('16 walkers: drawn ago', small?.agoMs, 25, 'ms'),
    atMost('16 walkers: p95 of the drawn error', small?.p95Px, 7, 'px'),
    atMost('16 walkers: worst step', ratio(small?.worstStepPx, FRAME_PX), 1.1, "x a frame's walk"),
    atMost('2000 walkers: p95 of the drawn error', crowd?.p95Px, 30, 'px'),
    atMost('2000 walkers: the server', crowd?.cores, 0.8, 'of a core'),
    atMost(
      '500 walkers: server CPU a player',
      ratio(own?.cpuUsPerPlayer, colyseus?.cpuUsPerPlayer),
      1 / 3,
      'x that of Colyseus',
    ),
    atLeast('Most walkers', ratio(zeroyard, most(['colyseus'])), 2.5, 'x Colyseus'),
    atLeast(
      'Most walkers',
      ratio(zeroyard, most(['zeromq-c', 'zeromq', 'ws', 'socketio'])),
      8,
      'x the best relay',
    ),
  ];
}

/** What the server's processor takes for each delivered update, beside another system. */
function cpu(
  load: string,
  own: Figures | undefined,
  other: Figures | undefined,
  limit: number,
  unit: string,
) {
  return atMost(`${load}: server CPU a delivered update`, ratio(own?.cpuUs, other?.cpuUs), limit, unit);
}

function atMost(what: string, value: number | undefined, limit: number, unit: string): Verdict {
  return verdict(
    what,
    `at most ${amount(limit)} ${unit}`,
    value,
    unit,
    value !== undefined && value <= limit,
  );
}

function atLeast(what: string, value: number | undefined, limit: number, unit: string): Verdict {
  return verdict(
    what,
    `at least ${amount(limit)} ${unit}`,
    value,
    unit,
    value !== undefined && value >= limit,
  );
}

function verdict(
  what: string,
  wanted: string,
  value: number | undefined,
  unit: string,
  isMet: boolean,
): Verdict {
  if (value === undefined) return { what, wanted, measured: undefined, isMet: undefined };
  return { what, wanted, measured: `${amount(value)} ${unit}`, isMet };
}

function best(players: readonly number[]): number | undefined {
  return players.length > 0 ? Math.max(...players) : undefined;
}

function ratio(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined || b === 0 ? undefined : a / b;
}

function percent(share: number | undefined): number | undefined {
  return share === undefined ? undefined : 100 * share;
}

function amount(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
