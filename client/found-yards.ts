import { BEACON_PORT, BEACON_TIMEOUT_MS } from '../shared/config';
import type { FoundYard } from '../shared/bridge';
import type { Beacon } from '../shared/protocol/beacons';
import { Sighting, type Source } from './sighting';

/** More than a person looks through; a stranger could announce any number. */
const YARDS_MAX = 64;
/** An announcer speaks of one yard; who speaks from the port that all share may have some more. */
const YARDS_PER_SENDER_MAX = 4;
/** A machine is in few networks at once. */
const ADDRESSES_PER_YARD_MAX = 4;

type YardBeacon = Extract<Beacon, { address: '/yard/here' }>;

interface Entry {
  yard: Omit<FoundYard, 'address' | 'roundTripMs'> & { port: number };
  /** By each address under which it is heard, the first heard first. */
  sightings: Map<string, Sighting>;
}

/**
 * The yards that announce themselves, each once, on however many networks it is heard. Anybody can announce any number
 * under any address, so each sender has a share of the list, and who answers no question makes room for who comes new.
 * Deterministic: no I/O, no clock.
 */
export class FoundYards {
  private readonly entries = new Map<string, Entry>();
  private readonly areNeighbours: (one: string, other: string) => boolean;

  /** @param areNeighbours whether two addresses are in one network: no yard is heard under both, and who forges it is another */
  constructor(areNeighbours: (one: string, other: string) => boolean = () => false) {
    this.areNeighbours = areNeighbours;
  }

  /** Takes in a beacon. */
  addBeacon(beacon: Beacon, source: Source, nowMs: number): void {
    if (beacon.address === '/yard/gone') this.forget(beacon.port, source);
    if (beacon.address !== '/yard/here') return;
    const { protocol, name, port, players, maxPlayers } = beacon;
    const serverKey = beacon.key === '' ? undefined : beacon.key;
    const key = this.keyFor(beacon, source);
    const yard = { key, name, port, serverKey, protocol, players, maxPlayers };
    const entry = this.entries.get(key);
    const sighting = entry?.sightings.get(source.address);
    if (sighting) sighting.seenMs = nowMs;
    else if (entry && makeRoom(entry.sightings, ADDRESSES_PER_YARD_MAX, (each) => each.isSilent(nowMs)))
      entry.sightings.set(source.address, new Sighting(source, nowMs));
    else if (!entry && this.countOf(source) < YARDS_PER_SENDER_MAX && this.makeRoomFor(source, nowMs))
      this.entries.set(key, { yard, sightings: new Map([[source.address, new Sighting(source, nowMs)]]) });
    // What is told under an address that is not listed changes nothing.
    if (entry && chosen(entry)?.source.address === source.address) entry.yard = yard;
  }

  /** Notes an answer to a question. */
  addAnswer(source: Source, nowMs: number): void {
    for (const sighting of this.sightings()) if (sighting.isFrom(source)) sighting.addAnswer(nowMs);
  }

  /** Forgets the yards, and the addresses of yards, that went silent. */
  expire(nowMs: number): void {
    for (const [key, { sightings }] of this.entries) {
      for (const [address, { seenMs }] of sightings)
        if (nowMs - seenMs > BEACON_TIMEOUT_MS) sightings.delete(address);
      if (sightings.size === 0) this.entries.delete(key);
    }
  }

  /** Whom to ask now, who then counts as asked: who waits longest. Undefined when everybody was asked lately. */
  nextToAsk(nowMs: number): Source | undefined {
    let next: Sighting | undefined;
    for (const sighting of this.sightings())
      if (sighting.isDue(nowMs) && (!next || sighting.askedMs < next.askedMs)) next = sighting;
    next?.addQuestion(nowMs);
    return next?.source;
  }

  /** By name, so that nothing jumps while one reads. */
  list(): FoundYard[] {
    const order = (a: FoundYard, b: FoundYard) => a.name.localeCompare(b.name) || a.key.localeCompare(b.key);
    return [...this.entries.values()]
      .flatMap((entry) => {
        const { port, ...yard } = entry.yard;
        const sighting = chosen(entry);
        if (!sighting) return [];
        const { source, roundTripMs } = sighting;
        return [{ ...yard, address: { host: source.address, port }, roundTripMs }];
      })
      .sort(order);
  }

  /** As keyOf() has it, with the address where a neighbour has that key: it announces another yard, or pretends to be the first. */
  private keyFor(beacon: YardBeacon, source: Source): string {
    const key = keyOf(beacon, source);
    const ownKey = `${source.address}: ${key}`;
    if (this.entries.has(ownKey)) return ownKey;
    const others = [...(this.entries.get(key)?.sightings.keys() ?? [])];
    const isOther = others.some(
      (other) => other !== source.address && this.areNeighbours(other, source.address),
    );
    return isOther && !others.includes(source.address) ? ownKey : key;
  }

  private *sightings(): Iterable<Sighting> {
    for (const { sightings } of this.entries.values()) yield* sightings.values();
  }

  private countOf(source: Source): number {
    return [...this.sightings()].filter((sighting) => sighting.isFrom(source)).length;
  }

  /** Whether there is room for one more, made by who answers nothing, or else by the machine that announces the most. */
  private makeRoomFor(source: Source, nowMs: number): boolean {
    const isSilent = ({ sightings }: Entry) => [...sightings.values()].every((each) => each.isSilent(nowMs));
    if (makeRoom(this.entries, YARDS_MAX, isSilent)) return true;
    const counts = new Map<string, number>([[source.address, 1]]);
    for (const entry of this.entries.values()) {
      const host = chosen(entry)?.source.address ?? '';
      counts.set(host, (counts.get(host) ?? 0) + 1);
    }
    const [most = '', count = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
    if (count <= (counts.get(source.address) ?? 0)) return false;
    return makeRoom(this.entries, YARDS_MAX, (entry) => chosen(entry)?.source.address === most);
  }

  private forget(port: number, source: Source): void {
    for (const [key, { yard, sightings }] of this.entries) {
      const sighting = sightings.get(source.address);
      if (yard.port !== port || !sighting?.isFrom(source)) continue;
      // Others say goodbye for an address of theirs alone: who answers is the one that announces the yard.
      const others = [...sightings.values()].filter((each) => each !== sighting);
      if (!sighting.hasAnswered && others.some((each) => each.hasAnswered)) sightings.delete(source.address);
      else this.entries.delete(key);
    }
  }
}

/** Where a yard is reached: at the first address from which it answers; before that at the first where it was heard. */
function chosen({ sightings }: Entry): Sighting | undefined {
  const all = [...sightings.values()];
  return all.find(({ hasAnswered }) => hasAnswered) ?? all[0];
}

/** Whether one more fits, once the first that may go has gone if need be. */
function makeRoom<V>(map: Map<string, V>, max: number, mayGo: (value: V) => boolean): boolean {
  if (map.size < max) return true;
  const [key] = [...map].find(([, value]) => mayGo(value)) ?? [];
  return key !== undefined && map.delete(key);
}

/**
 * An announcer speaks from one port of its own on all networks: with that and the yard's port and name, a yard that is
 * heard on two of them is known for one. Who speaks from the port that all share is told apart by its address. A yard
 * with another public key, or with none, is another.
 */
function keyOf({ port, name, key = '' }: YardBeacon, source: Source): string {
  const place = source.port === BEACON_PORT ? `${source.address}:` : '';
  return `${place}${source.port}/${port}/${key}/${name}`;
}
