/** The loads of the benchmark, and how long a round of each is. */
import { MAX_PLAYERS_LIMIT } from '../product';
import { SYSTEMS, toEverybody, type System, type SystemId } from './systems';

export interface Scenario {
  /** `PLAYERS@HZ`, and what else is special. */
  id: string;
  players: number;
  rateHz: number;
  systems: readonly System[];
}

/** So many players of these systems. */
export interface WalkersScenario {
  players: number;
  systems: readonly System[];
}

/** How long each round is, and how often it is repeated. */
export interface Effort {
  rounds: number;
  settleS: number;
  windowS: number;
}

/** A server in JavaScript is compiled while it runs: in its first seconds it is up to three times as late as later. */
export const FULL: Effort = { rounds: 3, settleS: 5, windowS: 3 };
export const QUICK: Effort = { rounds: 1, settleS: 1, windowS: 1.5 };
/** Of the search for the largest number of players. */
export const PROBE: Effort = { rounds: 1, settleS: 1.5, windowS: 2 };
/** "All right" in the search for the largest number of players. */
export const LARGEST = { rateHz: 20, p99Ms: 100, share: 0.95, first: 100, least: 8, most: 1000 } as const;

/** Walkers by keys: how often positions are told, where they are, and "all right" in the search for the most. */
export const WALKERS_RATE_HZ = 20;
export const LARGEST_WALKERS = { p95Px: 30, first: 100, least: 8, most: MAX_PLAYERS_LIMIT } as const;

/** A large yard takes longer until everybody knows everybody. */
const LARGE_PLAYERS = 400;
const LARGE_SETTLE_S = 3;

export function settleS(effort: Effort, players: number): number {
  return players >= LARGE_PLAYERS ? Math.max(effort.settleS, LARGE_SETTLE_S) : effort.settleS;
}

/**
 * The standard ones. At 500 a naive relay would have to send 5 million messages a second, which none does: only the two
 * that batch are asked.
 */
export function standardScenarios(systems: readonly System[]): Scenario[] {
  const only = (...ids: SystemId[]): System[] => systems.filter(({ id }) => ids.includes(id));
  // What security costs is measured once.
  const open = systems.filter(({ id }) => id !== 'zeroyard-secure');
  return [
    { id: '16@60', players: 16, rateHz: 60, systems: open },
    { id: '100@20', players: 100, rateHz: 20, systems },
    {
      id: '500@20 to everybody',
      players: 500,
      rateHz: 20,
      systems: only('zeroyard', 'zeroyard-zeromq', 'colyseus').map(toEverybody),
    },
    { id: '1000@20', players: 1000, rateHz: 20, systems: only('zeroyard', 'zeroyard-zeromq') },
  ];
}

/** Of walkers by keys. Of the naive relays one stands for all: they send the same. */
export function walkersScenarios(systems: readonly System[]): WalkersScenario[] {
  const only = (...ids: SystemId[]): System[] => systems.filter(({ id }) => ids.includes(id));
  return [
    { players: 16, systems: only('zeroyard', 'ws', 'colyseus') },
    { players: 500, systems: only('zeroyard', 'zeroyard-zeromq', 'colyseus') },
    { players: 2000, systems: only('zeroyard') },
  ];
}

/** Reads `PLAYERS@HZ`; throws an Error with a sentence for a person. */
export function parseLoad(text: string, systems: readonly System[] = SYSTEMS): Scenario {
  const [, players = NaN, rateHz = NaN] = (/^(\d+)@(\d+)$/.exec(text) ?? []).map(Number);
  if (!(players >= 2 && players <= MAX_PLAYERS_LIMIT && rateHz >= 1 && rateHz <= 100)) {
    throw new Error(
      `"${text}" is not a load. One looks like 100@20: 2 to ${MAX_PLAYERS_LIMIT} players, at 1 to 100 Hz.`,
    );
  }
  return { id: text, players, rateHz, systems };
}
