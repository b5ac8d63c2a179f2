/** A yard in which a game is played, and what somebody who is told everything knows of it, for the unit tests of this folder. */
import { ROLE_MASK, ROLES, type GamePlayer, type Thing } from '../../shared/protocol/games';
import type { ControlMessage, GameMessage } from '../../shared/protocol/messages';
import { seeded } from '../../shared/random';
import type { Yard } from '../yard/yard';
import { join, joinAsGuest, testYard } from '../yard/yard.fixture';
import type { YardOptions } from '../yard/yard-options';
import type { YardPlayer } from '../yard/yard-player';
import { createScenery, type Scenery } from './scenery';
import { YardGames } from './yard-games';

/** Far from the epoch, as the server's clock is. */
export const START_MS = 1_790_000_000_000;

const sceneries = new Map<string, Scenery>();

/** The scenery of a yard, which takes long to lay out: once for all tests of a file. */
export function sceneryOf({ options: { name, size } }: Yard): Scenery {
  const key = `${name} ${size.widthPx}`;
  const scenery = sceneries.get(key) ?? createScenery(name, size);
  sceneries.set(key, scenery);
  return scenery;
}

export class PlayedYard {
  readonly yard: Yard;
  readonly games: YardGames;
  nowMs = START_MS;
  /** What a screen knows: as told, newest first forgotten by id. */
  game: GameMessage | undefined;
  readonly players = new Map<number, GamePlayer>();
  readonly things = new Map<number, Thing & { atMs: number }>();
  readonly told: ControlMessage[] = [];

  constructor(options: Partial<YardOptions> = {}, seed = 1) {
    this.yard = testYard({ maxPlayers: 1000, ...options });
    this.games = new YardGames(this.yard, seeded(seed), sceneryOf(this.yard));
  }

  /** Somebody comes in and stands at a place. */
  join(name: string, x: number, y: number): YardPlayer {
    const player = join(this.yard, name, this.nowMs, `key of ${name}`);
    this.walk(player, x, y);
    return player;
  }

  /** A guest, who may be anywhere at once. */
  guest(x: number, y: number): YardPlayer {
    const guest = joinAsGuest(this.yard, this.nowMs);
    this.put(guest, x, y);
    return guest;
  }

  put(guest: YardPlayer, x: number, y: number): void {
    this.yard.handle(guest, { address: '/position', x, y }, this.nowMs);
  }

  /** Somebody says how it goes on from a place. @param tagMs when it was there, where that is not now */
  walk(player: YardPlayer, x: number, y: number, vx = 0, vy = 0, tagMs = this.nowMs): void {
    this.yard.handle(player, { address: '/motion', x, y, vx, vy }, this.nowMs, tagMs);
  }

  /** Goes on walking, or stops, from where the server has led it. */
  turn(player: YardPlayer, vx: number, vy: number): void {
    const { x, y } = player.motion.at(this.nowMs) ?? { x: 0, y: 0 };
    this.walk(player, x, y, vx, vy);
  }

  leave(player: YardPlayer): void {
    this.yard.remove(player, this.nowMs);
    this.players.delete(player.id);
  }

  /** Time passes, and all is told. */
  run(ms: number, stepMs = 50): void {
    for (const endMs = this.nowMs + ms; this.nowMs < endMs;) {
      this.nowMs = Math.min(endMs, this.nowMs + stepMs);
      for (const message of this.games.step(this.nowMs)) this.read(message);
    }
  }

  /** Until a phase begins. */
  runUntil(phase: GameMessage['phase']): void {
    for (let i = 0; this.game?.phase !== phase; i++) {
      if (i > 4000) throw new Error(`It is ${this.game?.phase} and not ${phase}.`);
      this.run(50);
    }
  }

  /** A game is begun and counted for. */
  play(name: string): void {
    if (!this.games.runner.start(name, this.nowMs)) throw new Error(`There is no ${name}.`);
    this.runUntil('running');
  }

  role(player: YardPlayer): number {
    return (this.players.get(player.id)?.role ?? 0) & ROLE_MASK;
  }

  flags(player: YardPlayer): number {
    return (this.players.get(player.id)?.role ?? 0) & ~ROLE_MASK;
  }

  score(player: YardPlayer): number {
    return this.players.get(player.id)?.score ?? 0;
  }

  /** The ids of those who are it, as everybody is told. */
  get its(): number[] {
    return [...this.players.values()]
      .filter(({ role }) => (role & ROLE_MASK) === ROLES.it)
      .map(({ id }) => id);
  }

  private read(message: ControlMessage): void {
    this.told.push(message);
    switch (message.address) {
      case '/game':
        if (message.n !== this.game?.n) this.players.clear();
        this.game = message;
        break;
      case '/game/players':
        for (const player of message.players) this.players.set(player.id, player);
        break;
      case '/things':
        for (const thing of message.things)
          this.things.set(thing.id, { ...thing, atMs: this.nowMs - thing.age });
        break;
      default:
        throw new Error(`${message.address} is nothing of a game's.`);
    }
  }
}
