import { GAME_INTERVAL_MS } from '../../shared/config';
import { placeAt, type Position, type YardSize } from '../../shared/movement';
import { THING_KINDS, type Thing } from '../../shared/protocol/games';
import type { ControlMessage } from '../../shared/protocol/messages';
import { AGE_MAX_MS } from '../../shared/protocol/motions';
import type { YardGame } from '../yard/yard-game';
import type { YardPlayer } from '../yard/yard-player';
import type { GameThing, Participant } from './game';
import { GameRunner, type ToldGame } from './game-runner';
import { PlayerInGame } from './player-in-game';
import type { Scenery } from './scenery';
import { GAME_NUMBERS, YardThings } from './yard-things';

/** So often at most a moment is judged. */
const STEP_MS = 50;
/** The seconds of all are told together, so often. */
const SCORES_MS = 1000;
/** That a thing is gone is told for so long. */
const GONE_TOLD_MS = 10_000;

/** What players are told of games. */
export type GamesMessage = Extract<ControlMessage, { address: '/game' | '/game/players' | '/things' }>;

/** The yard, as far as games need it. */
export interface PlayedYard {
  readonly options: { readonly name: string; readonly size: YardSize };
  readonly players: ReadonlySet<YardPlayer>;
}

/** The game of a yard and its things: who takes part, and what everybody is told. Deterministic: no I/O, no clock. */
export class YardGames implements YardGame {
  readonly runner: GameRunner;
  /** How many steps there were. */
  steps = 0;
  private readonly yard: PlayedYard;
  private readonly things: YardThings;
  private readonly participants = new WeakMap<YardPlayer, Participant>();
  /** The things that are no more, where they were, and since when. */
  private readonly gone = new Map<number, Position & { atMs: number }>();
  private known = new Map<number, GameThing>();
  private dueMs = -Infinity;
  private scoresMs = -Infinity;
  private allMs = -Infinity;
  private toldState = '';

  /** @param random numbers from 0 up to 1 */
  constructor(yard: PlayedYard, random: () => number, scenery: Scenery) {
    this.yard = yard;
    const { size } = yard.options;
    this.things = new YardThings(size, scenery, random);
    this.runner = new GameRunner(size, scenery, random, GAME_NUMBERS);
  }

  get size(): YardSize {
    return this.yard.options.size;
  }

  step(nowMs: number): GamesMessage[] {
    const { runner, yard } = this;
    const isOther = runner.setParticipants(this.playing());
    if (!isOther && nowMs < this.dueMs) return [];
    this.dueMs = Math.max(this.dueMs + STEP_MS, nowMs);
    this.steps++;
    runner.step(nowMs);
    const isAllDue = nowMs - this.allMs >= GAME_INTERVAL_MS;
    if (isAllDue) {
      this.allMs = nowMs;
      this.things.idle(nowMs);
    }
    const changed = this.things.step(yard.players, nowMs);
    return this.news(changed, isAllDue, nowMs);
  }

  /** Goes on from where another server has told it last. @param things all of them, on our clock */
  restore(told: Omit<ToldGame, 'things'> | undefined, things: ReadonlyMap<number, GameThing>): void {
    for (const [number, thing] of things) this.things.restore(number, thing);
    if (told) this.runner.restore({ ...told, things: [...things] });
    for (const [number, thing] of this.runner.field.things) this.known.set(number, thing);
  }

  snapshot(nowMs: number): GamesMessage[] {
    const game = this.runner.message(nowMs);
    const messages: GamesMessage[] = game ? [game] : [];
    const players = this.runner.field.participants.length > 0 ? this.runner.field.players : [];
    if (players.length > 0) messages.push({ address: '/game/players', players });
    messages.push({ address: '/things', things: this.thingsNow(nowMs) });
    return messages;
  }

  private news(changed: number[], isAllDue: boolean, nowMs: number): GamesMessage[] {
    const messages: GamesMessage[] = [];
    const { field } = this.runner;
    const game = this.runner.message(nowMs);
    const state = game ? `${game.name} ${game.phase} ${game.round} ${game.n}` : '';
    const isOtherState = state !== this.toldState;
    this.toldState = state;
    if (game && (isAllDue || isOtherState)) messages.push(game);
    const areScoresDue = isOtherState || nowMs - this.scoresMs >= SCORES_MS;
    if (areScoresDue) this.scoresMs = nowMs;
    const players = field.takePlayers(isAllDue ? 'all' : areScoresDue ? 'changed' : 'urgent');
    if (game && players.length > 0) messages.push({ address: '/game/players', players });
    const numbers = new Set([...changed, ...this.noteThings(nowMs)]);
    const things = isAllDue || numbers.size > 0 ? this.thingsNow(nowMs, isAllDue ? undefined : numbers) : [];
    if (things.length > 0) messages.push({ address: '/things', things });
    return messages;
  }

  /** The numbers of the game's things that came, went or go on in another way. */
  private noteThings(nowMs: number): number[] {
    const { field } = this.runner;
    const changed = field.takeChangedThings();
    for (const number of changed) {
      const thing = field.things.get(number);
      const before = this.known.get(number);
      if (thing) {
        this.known.set(number, thing);
        this.gone.delete(number);
      } else if (before) {
        this.known.delete(number);
        this.gone.set(number, { ...placeAt(before, nowMs, field.size), atMs: nowMs });
      }
    }
    for (const [number, { atMs }] of this.gone) if (nowMs - atMs > GONE_TOLD_MS) this.gone.delete(number);
    return changed;
  }

  /** @param only those of these numbers */
  private thingsNow(nowMs: number, only?: ReadonlySet<number>): Thing[] {
    const { size, things } = this.runner.field;
    const all: Thing[] = [];
    for (const [id, thing] of [...this.things.all, ...things]) {
      if (only && !only.has(id)) continue;
      const { kind, x, y, vx, vy, atMs } = thing;
      const age = Math.round(Math.max(0, nowMs - atMs));
      const isTold = (vx !== 0 || vy !== 0) && age < AGE_MAX_MS;
      const place = isTold ? { x, y } : placeAt(thing, nowMs, size);
      all.push({ id, kind, ...place, vx, vy, age: isTold ? age : 0 });
    }
    for (const [id, { x, y }] of this.gone)
      if (!only || only.has(id)) all.push({ id, kind: THING_KINDS.gone, x, y, vx: 0, vy: 0, age: 0 });
    return all;
  }

  /** Everybody who has a place, the longest here first. */
  private *playing(): Generator<Participant> {
    for (const player of this.yard.players) {
      if (!player.motion.current) continue;
      let participant = this.participants.get(player);
      if (!participant) this.participants.set(player, (participant = new PlayerInGame(player)));
      yield participant;
    }
  }
}
