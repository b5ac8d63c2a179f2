/** The server's status in one line, from two readings of its counters. Deterministic: no I/O, no clock. */
import type { Counters } from '../net/counters';
import { DROP_REASONS, type DropReason } from '../yard/drop-reason';

/** What the counters said at one moment. */
export interface Reading extends Pick<Counters, 'updatesIn' | 'updatesOut'> {
  readonly players: number;
  readonly dropped: Readonly<Counters['dropped']>;
}

/** What happened between two readings. */
export interface Status {
  players: number;
  updatesInPerS: number;
  updatesOutPerS: number;
  /** Only the reasons for which something was dropped. */
  dropped: Partial<Record<DropReason, number>>;
}

/** Keeps what the counters say now: they themselves count on. */
export function takeReading(players: number, { updatesIn, updatesOut, dropped }: Counters): Reading {
  return { players, updatesIn, updatesOut, dropped: { ...dropped } };
}

/** Undefined when nobody is here and nothing happened: an empty yard has nothing to tell. */
export function statusBetween(earlier: Reading, now: Reading, elapsedMs: number): Status | undefined {
  const { players } = now;
  const updatesIn = now.updatesIn - earlier.updatesIn;
  const updatesOut = now.updatesOut - earlier.updatesOut;
  const dropped: Status['dropped'] = {};
  for (const reason of DROP_REASONS) {
    const count = now.dropped[reason] - earlier.dropped[reason];
    if (count > 0) dropped[reason] = count;
  }
  const isQuiet = updatesIn + updatesOut === 0 && Object.keys(dropped).length === 0;
  if (players === 0 && earlier.players === 0 && isQuiet) return undefined;
  return {
    players,
    updatesInPerS: perSecond(updatesIn, elapsedMs),
    updatesOutPerS: perSecond(updatesOut, elapsedMs),
    dropped,
  };
}

/** The status for a person: `2 players here, 60 updates/s received, 60 sent, dropped 3 (flood)`. */
export function statusLine({ players, updatesInPerS, updatesOutPerS, dropped }: Status): string {
  const here = players === 0 ? 'Nobody here' : `${counted(players, 'player')} here`;
  const drops = Object.entries(dropped).map(([reason, count]) => `${count} (${reason})`);
  return [
    here,
    `${counted(updatesInPerS, 'update')}/s received`,
    `${updatesOutPerS} sent`,
    ...(drops.length > 0 ? [`dropped ${drops.join(' and ')}`] : []),
  ].join(', ');
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

/** Whole above ten: nobody reads more of a rate. */
function perSecond(count: number, elapsedMs: number): number {
  const rate = (count * 1000) / elapsedMs;
  return Number(rate.toFixed(rate < 10 ? 1 : 0));
}
