/** A yard on three servers, whatever becomes of them and of what they say to each other. */
import { foldText } from '../../shared/text';
import { seeded } from '../../shared/random';
import { hashKey } from '../access/key-hash';
import { LinkedYards } from './linked-yards.fixture';
import type { Yard } from './yard';
import { join, joinAsGuest } from './yard.fixture';

const PEOPLE = 14;
const NAMES = ['Ada', 'Grace', 'Root', 'ROOT'];
const STEPS = 250;
const SERVERS = 3;

/** What a yard knows of everybody. */
function rosterOf(yard: Yard) {
  return Array.from(yard.players, ({ id, profile, keyHash, server, isGuest }) => ({
    ...{ id, ...profile, keyHash, isGuest, server: server ?? yard.options.server },
  })).sort((a, b) => a.id - b.id);
}

/** Random people come, go from server to server, leave and get lost; returns at which server each of them was last, if it is. */
function play(linked: LinkedYards, random: () => number): Map<string, Yard> {
  const whereabouts = new Map<string, Yard>();
  const below = (n: number) => Math.floor(random() * n);
  for (let step = 0; step < STEPS; step++) {
    linked.nowMs += 1 + below(400);
    const { nowMs } = linked;
    const yard = linked.yards[below(SERVERS)] as Yard;
    const key = `key ${below(PEOPLE)}`;
    const own = [...yard.own];
    const somebody = own[below(own.length)];
    switch (below(10)) {
      case 0:
      case 1:
      case 2:
        // Its connection at another server, if it has one, is not closed: it was lost.
        join(yard, NAMES[below(NAMES.length)] ?? '', nowMs, key);
        whereabouts.set(key, yard);
        break;
      case 3:
        joinAsGuest(yard, nowMs);
        break;
      case 4:
      case 5:
        if (!somebody) break;
        if (somebody.key !== undefined) whereabouts.delete(somebody.key);
        yard.remove(somebody, nowMs);
        break;
      case 6:
        if (somebody) yard.handle(somebody, { address: '/position', x: below(2400), y: below(1600) }, nowMs);
        break;
      case 7:
        linked.halves[below(SERVERS)] = below(2);
        break;
      case 8:
        linked.loss = below(3) * 0.3;
        break;
      case 9:
        // As after 5 s of silence.
        linked.yards.forEach((each, i) =>
          linked.names.forEach((name, j) => {
            if (linked.halves[i] !== linked.halves[j]) each.remote.removeAll(name, nowMs);
          }),
        );
    }
    for (const each of linked.yards) {
      for (const player of each.own) each.touch(player, nowMs);
      each.tick(nowMs);
      each.flush(nowMs);
    }
    if (random() < 0.7) linked.deliver();
    if (random() < 0.1) linked.reconcile();
  }
  return whereabouts;
}

function heal(linked: LinkedYards): void {
  linked.halves.fill(0);
  linked.loss = 0;
  linked.deliver();
  for (let i = 0; i < 8; i++) linked.reconcile();
}

test.each([
  ['ids of its own', 1000],
  ['the same ids', 0],
])(
  'where each server gives %s all end with one roster, in which each key, id and name is once',
  (_, block) => {
    for (let seed = 1; seed <= 40; seed++) {
      const linked = new LinkedYards(SERVERS, seed, block);
      const whereabouts = play(linked, seeded(seed));
      heal(linked);
      const [roster = [], ...others] = linked.yards.map(rosterOf);
      for (const other of others) expect(other).toEqual(roster);
      const keys = roster.flatMap(({ keyHash }) => keyHash ?? []);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(roster.map(({ id }) => id)).size).toBe(roster.length);
      expect(new Set(roster.map(({ name }) => foldText(name))).size).toBe(roster.length);
      const own = linked.yards.flatMap((yard) =>
        Array.from(yard.own, ({ id }) => `${id} ${yard.options.server}`),
      );
      expect(own.sort()).toEqual(roster.map(({ id, server }) => `${id} ${server}`).sort());
      if (block === 0) continue;
      // Everybody is where it logged in last.
      for (const [key, yard] of whereabouts)
        expect(roster.find(({ keyHash }) => keyHash === hashKey(key))?.server).toBe(yard.options.server);
    }
  },
);
