import { limitedAs } from '../../../shared/limited-as';

/** An address may open so many connections in this time, whenever it begins. */
const CONNECTIONS_MAX = 20;
const WINDOW_MS = 10_000;
/** How long an address waits whose connection was closed as a flood. */
const FLOOD_WAIT_MS = 5000;
/** Nothing is worth knowing of an address that was not seen for so long. */
const KEEP_MS = Math.max(WINDOW_MS, FLOOD_WAIT_MS);
/** Of more addresses the one that was not seen longest is forgotten. */
const ADDRESSES_MAX = 4096;

interface Visits {
  seenMs: number;
  /** When it opened the newest of its connections; only those of the last window count. */
  openedMs: number[];
  waitsUntilMs: number;
}

/** How often each address may connect, of IPv6 each network (see limitedAs): a sliding window, so that no burst is over the limit. Deterministic: no I/O, no clock. */
export class ConnectionRate {
  /** By address; who was not seen longest is the first. */
  private readonly visits = new Map<string, Visits>();

  /** How many addresses it remembers. */
  get size(): number {
    return this.visits.size;
  }

  /** Counts a connection if it is within the limits, and says whether it is. */
  tryConnect(address: string, nowMs: number): boolean {
    const visits = this.see(address, nowMs);
    visits.openedMs = visits.openedMs.filter((openedMs) => nowMs - openedMs < WINDOW_MS);
    if (nowMs < visits.waitsUntilMs || visits.openedMs.length >= CONNECTIONS_MAX) return false;
    visits.openedMs.push(nowMs);
    return true;
  }

  /** A connection of this address was closed as a flood: the address has to wait. */
  noteFlood(address: string, nowMs: number): void {
    this.see(address, nowMs).waitsUntilMs = nowMs + FLOOD_WAIT_MS;
  }

  private see(address: string, nowMs: number): Visits {
    const key = limitedAs(address);
    const visits = this.visits.get(key) ?? { seenMs: nowMs, openedMs: [], waitsUntilMs: -Infinity };
    this.visits.delete(key);
    for (const [other, { seenMs }] of this.visits) {
      if (nowMs - seenMs < KEEP_MS && this.visits.size < ADDRESSES_MAX) break;
      this.visits.delete(other);
    }
    visits.seenMs = nowMs;
    this.visits.set(key, visits);
    return visits;
  }
}
