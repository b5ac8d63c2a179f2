import { BEACON_PORT, BEACON_TIMEOUT_MS } from '../shared/config';
import type { FoundYard } from '../shared/bridge';
import type { Beacon } from '../shared/protocol/beacons';

/** More than a person looks through; a stranger could announce any number. */
const YARDS_MAX = 64;

/** Where a datagram came from. */
export interface Source {
  address: string;
  port: number;
}

interface Entry {
  yard: FoundYard;
  /** Each address under which it is heard, the first heard first, and when it was heard there. */
  seenMs: Map<string, number>;
  source: Source;
}

/** The yards that announce themselves, each once, on however many networks it is heard. Deterministic: no I/O, no clock. */
export class FoundYards {
  private readonly entries = new Map<string, Entry>();

  /** Takes in a beacon. */
  addBeacon(beacon: Beacon, source: Source, nowMs: number): void {
    if (beacon.address === '/yard/gone') this.forget(beacon.port, source);
    if (beacon.address !== '/yard/here') return;
    const { protocol, name, port, players, maxPlayers } = beacon;
    const key = keyOf(port, name, source);
    const earlier = this.entries.get(key);
    if (!earlier && this.entries.size >= YARDS_MAX) return;
    const seenMs = (earlier?.seenMs ?? new Map<string, number>()).set(source.address, nowMs);
    const host = earlier?.yard.address.host ?? source.address;
    const roundTripMs = earlier?.yard.roundTripMs;
    const yard = { key, name, address: { host, port }, protocol, players, maxPlayers, roundTripMs };
    this.entries.set(key, {
      yard,
      seenMs,
      source: host === source.address ? source : (earlier?.source ?? source),
    });
  }

  /** Notes how long the answer from there took. */
  addRoundTrip(source: Source, roundTripMs: number): void {
    for (const { yard, source: asked } of this.entries.values())
      if (asked.address === source.address && asked.port === source.port) yard.roundTripMs = roundTripMs;
  }

  /** Forgets the yards, and the addresses of yards, that went silent. */
  expire(nowMs: number): void {
    for (const [key, { yard, seenMs, source }] of this.entries) {
      for (const [host, ms] of seenMs) if (nowMs - ms > BEACON_TIMEOUT_MS) seenMs.delete(host);
      const [host] = seenMs.keys();
      if (host === undefined) this.entries.delete(key);
      else if (!seenMs.has(yard.address.host)) {
        yard.address = { ...yard.address, host };
        source.address = host;
      }
    }
  }

  /** Whom to ask for the round trip. */
  sources(): Source[] {
    return [...this.entries.values()].map(({ source }) => source);
  }

  /** By name, so that nothing jumps while one reads. */
  list(): FoundYard[] {
    const order = (a: FoundYard, b: FoundYard) => a.name.localeCompare(b.name) || a.key.localeCompare(b.key);
    return [...this.entries.values()].map(({ yard }) => ({ ...yard })).sort(order);
  }

  private forget(port: number, source: Source): void {
    for (const [key, { yard, seenMs, source: known }] of this.entries)
      if (yard.address.port === port && known.port === source.port && seenMs.has(source.address))
        this.entries.delete(key);
  }
}

/**
 * An announcer speaks from one port of its own on all networks: with that and the yard's port and name, a yard that is
 * heard on two of them is known for one. Who speaks from the port that all share is told apart by its address.
 */
function keyOf(port: number, name: string, source: Source): string {
  const place = source.port === BEACON_PORT ? `${source.address}:` : '';
  return `${place}${source.port}/${port}/${name}`;
}
