/** Yards of several servers, linked in memory as those of a cluster are by their messages. */
import { seeded } from '../../shared/random';
import { hashKey } from '../access/key-hash';
import type { IdSequence } from './id-sequence';
import type { RemotePlayer } from './remote-player';
import type { Yard } from './yard';
import type { YardFeed } from './yard-feed';
import { testYard } from './yard.fixture';
import type { YardOptions } from './yard-options';
import type { YardPlayer } from './yard-player';

/** As a server tells another one of its player. */
export function remotePlayerOf(yard: Yard, player: YardPlayer): RemotePlayer {
  const { id, profile, wanted, isGuest, keyHash, identity, loginMs } = player;
  return {
    ...{ id, profile, wantedName: wanted?.name ?? profile.name, isGuest, isMuted: yard.isMuted(player) },
    ...{ keyHash, identity, loginMs },
  };
}

/** Somebody whom another server tells of. */
export function remote(told: Partial<RemotePlayer> = {}): RemotePlayer {
  const profile = told.profile ?? { name: 'Remote', colour: '#0072b2' };
  return {
    ...{ id: 900, profile, wantedName: profile.name, isGuest: false, isMuted: false, loginMs: 0 },
    ...{ keyHash: hashKey('key of Remote'), identity: undefined },
    ...told,
  };
}

/** What a yard tells other servers from now on, in words. */
export function listen(yard: Yard): string[] {
  const told: string[] = [];
  yard.feed = {
    changed: ({ id, profile: { name } }) => told.push(`changed ${id} ${name}`),
    moved: ({ id }) => told.push(`moved ${id}`),
    left: ({ id }) => told.push(`left ${id}`),
    said: (player, text) => told.push(`said ${player?.id ?? 'host'} ${text}`),
    relayed: (packet) => told.push(`relayed ${packet.length}`),
  };
  return told;
}

/** Ids of one block, so that no two servers give the same one. */
export function idsFrom(first: number): IdSequence {
  let next = first;
  return {
    next(isTaken) {
      while (isTaken(next)) next++;
      return next++;
    },
  };
}

type Letter = (yard: Yard, nowMs: number) => void;

export class LinkedYards {
  readonly yards: readonly Yard[];
  readonly names: readonly string[];
  nowMs = 0;
  /** Of how many messages one gets lost. */
  loss = 0;
  /** The half of each yard: they are told nothing of those in the other one. */
  readonly halves: number[];
  private readonly inboxes: Letter[][];
  private readonly random: () => number;

  /** @param blockIds how many ids each server has before those of the next one; 0 where all give the same ones */
  constructor(count: number, seed = 1, blockIds = 1000, options: Partial<YardOptions> = {}) {
    this.random = seeded(seed);
    this.names = Array.from({ length: count }, (_, i) => `server-${i}`);
    this.yards = this.names.map((server, i) => testYard({ ...options, server }, idsFrom(1 + blockIds * i)));
    this.inboxes = this.yards.map(() => []);
    this.halves = this.yards.map(() => 0);
    this.yards.forEach((yard, i) => (yard.feed = this.feedOf(i)));
  }

  /** Hands over what is on the way, in the order in which each server sent it. */
  deliver(): void {
    for (let round = 0; round < 20 && this.inboxes.some(({ length }) => length > 0); round++)
      this.yards.forEach((yard, i) => {
        for (const letter of this.inboxes[i]?.splice(0) ?? []) letter(yard, this.nowMs);
      });
  }

  /** What servers do every 2 s: whose roster of one is another than that one's own asks it who is there. */
  reconcile(): void {
    this.yards.forEach((yard, to) =>
      this.yards.forEach((source, from) => {
        const name = this.names[from] ?? '';
        if (to === from || this.halves[to] !== this.halves[from]) return;
        const [known, own] = [yard.remote.rosterOf(name), source.remote.rosterOf(name)];
        if (known.players === own.players && known.sum === own.sum) return;
        const players = Array.from(source.own, (player) => remotePlayerOf(source, player));
        yard.remote.retain(name, new Set(players.map(({ id }) => id)), this.nowMs);
        for (const player of players) yard.remote.set(name, player, this.nowMs);
      }),
    );
    this.deliver();
  }

  private feedOf(from: number): YardFeed {
    const [source, name] = [this.yards[from] as Yard, this.names[from] as string];
    return {
      changed: (player) => {
        const told = remotePlayerOf(source, player);
        this.send(from, (yard, nowMs) => yard.remote.set(name, told, nowMs));
      },
      moved: ({ id, motion: { current, flags } }) => {
        if (current) this.send(from, (yard, nowMs) => yard.remote.move(name, id, current, flags, nowMs));
      },
      left: ({ id }) => this.send(from, (yard, nowMs) => yard.remote.remove(name, id, nowMs)),
      said: (player, text) => this.send(from, (yard, nowMs) => yard.remote.say(player?.id, text, nowMs)),
      relayed: (packet) => this.send(from, (yard, nowMs) => yard.remote.relay(packet, nowMs)),
    };
  }

  private send(from: number, letter: Letter): void {
    this.inboxes.forEach((inbox, to) => {
      if (to === from || this.halves[to] !== this.halves[from] || this.random() < this.loss) return;
      inbox.push(letter);
    });
  }
}
