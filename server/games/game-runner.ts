import type { YardSize } from '../../shared/movement';
import type { GamePhase, GamePlayer } from '../../shared/protocol/games';
import type { GameMessage } from '../../shared/protocol/messages';
import { JUDGED_BEHIND_MS, type Game, type GameThing, type Participant } from './game';
import { GameField, type Numbers } from './game-field';
import { createGame } from './games';
import type { Scenery } from './scenery';

/** How long the winners are shown. */
const PODIUM_MS = 8000;
/** The end of a game is told for so long. */
const END_TOLD_MS = 10_000;

/** A phase of a game. `endsMs` is Infinity where it does not end by itself. */
interface Phase {
  name: Exclude<GamePhase, 'none'>;
  endsMs: number;
}

/** What a pause interrupted, and how much of it was left. */
interface Paused {
  name: 'counting' | 'running';
  leftMs: number;
}

/** How a game stood at another server, which is gone. */
export interface ToldGame {
  message: GameMessage;
  /** When that was told, on our clock. */
  toldMs: number;
  /** What the pause interrupted, where it is paused and that is known. */
  paused?: Paused | undefined;
  players: readonly GamePlayer[];
  things: readonly [number, GameThing][];
}

/**
 * Runs one game at a time: its phases and rounds, and who takes part. One that is to go on plays round after round; any other ends with
 * its podium. Deterministic: no I/O, no clock.
 */
export class GameRunner {
  readonly field: GameField;
  private name = '';
  private game: Game | undefined;
  private phase: Phase = { name: 'waiting', endsMs: Infinity };
  private paused: Paused | undefined;
  /** From 1 on; 0 while players are waited for. */
  round = 0;
  private n = 0;
  private goesOn = false;
  private judgedMs = -Infinity;
  private endedMs = -Infinity;

  constructor(size: YardSize, scenery: Scenery, random: () => number, numbers: Numbers) {
    this.field = new GameField(size, scenery, random, numbers);
  }

  /** The name of the game that is played; undefined for none. */
  get running(): string | undefined {
    return this.game && this.name;
  }

  /** How many the game needs; 0 where none is played. */
  get playersMin(): number {
    return this.game?.playersMin ?? 0;
  }

  get isPaused(): boolean {
    return this.paused !== undefined;
  }

  /** Begins a game of this name, and ends the one before. False where there is none. @param goesOn round after round */
  start(name: string, nowMs: number, goesOn = false): boolean {
    const game = createGame(name);
    if (!game) return false;
    this.end(nowMs);
    [this.name, this.game, this.round, this.goesOn] = [name, game, 0, goesOn];
    // Not told before, by a server that was here before this one either.
    this.n = Math.max(this.n + 1, Math.floor(nowMs / 1000) % 2 ** 31);
    this.enter('waiting', Infinity);
    return true;
  }

  /** Goes on with a game as another server told it last. */
  restore({ message, toldMs, paused, players, things }: ToldGame): void {
    const game = createGame(message.name);
    this.n = message.n;
    if (!game || message.phase === 'none') return;
    [this.name, this.game, this.round] = [message.name, game, message.round];
    this.field.restore(players, things);
    const { phase, endsInMs } = message;
    if (phase === 'paused') this.paused = paused ?? { name: 'running', leftMs: game.runningMs };
    this.phase = { name: phase, endsMs: endsInMs > 0 ? toldMs + endsInMs : Infinity };
  }

  /** False where there is nothing to pause. */
  pause(nowMs: number): boolean {
    const { name, endsMs } = this.phase;
    if (!this.game || (name !== 'running' && name !== 'counting')) return false;
    this.paused = { name, leftMs: endsMs - nowMs };
    this.enter('paused', Infinity);
    return true;
  }

  /** False where nothing is paused. */
  resume(nowMs: number): boolean {
    if (!this.paused) return false;
    const { name, leftMs } = this.paused;
    this.enter(name, nowMs + leftMs);
    return true;
  }

  /** False where no game is played. */
  end(nowMs: number): boolean {
    if (!this.game) return false;
    this.game = undefined;
    this.paused = undefined;
    this.endedMs = nowMs;
    this.field.clear();
    return true;
  }

  /** Who takes part from now on. Returns whether somebody came or left, so that a step is due at once. */
  setParticipants(all: Iterable<Participant>): boolean {
    return this.field.setParticipants(this.game ? all : []);
  }

  /** To be called some 20 times a second, and at once when somebody came or left. */
  step(nowMs: number): void {
    const { game, field, phase } = this;
    if (!game) return;
    const atMs = nowMs - JUDGED_BEHIND_MS;
    const fromMs = Math.min(atMs, Math.max(this.judgedMs, atMs - 1000));
    this.judgedMs = atMs;
    const isPlayed = phase.name === 'counting' || phase.name === 'running';
    if (isPlayed) game.step(field, { fromMs, atMs, isCounting: phase.name === 'counting' });
    if (phase.name !== 'podium' && field.participants.length < game.playersMin) {
      if (!this.paused && phase.name !== 'waiting') this.enter('waiting', Infinity);
    } else if (phase.name === 'waiting') this.beginRound(nowMs);
    else if (field.isRoundOver && isPlayed) this.enter('podium', nowMs + PODIUM_MS);
    else if (nowMs >= phase.endsMs) this.leave(game, nowMs);
  }

  /** How the game stands; undefined where there is none, and has been none for a while. */
  message(nowMs: number): GameMessage | undefined {
    const { name, round, n, phase } = this;
    if (this.game) {
      const endsInMs = phase.endsMs === Infinity ? 0 : Math.max(1, Math.round(phase.endsMs - nowMs));
      return { address: '/game', name, phase: phase.name, round, endsInMs, n };
    }
    if (nowMs - this.endedMs > END_TOLD_MS) return undefined;
    return { address: '/game', name: '', phase: 'none', round: 0, endsInMs: 0, n: 0 };
  }

  private beginRound(nowMs: number): void {
    // Its rules may remember something of the last round.
    this.game = createGame(this.name);
    if (!this.game) return;
    this.round++;
    this.field.clear();
    this.enter('counting', nowMs + this.game.countingMs);
    this.game.begin(this.field, this.judgedMs);
  }

  /** The time of a phase is over. */
  private leave(game: Game, nowMs: number): void {
    if (this.phase.name === 'counting') this.enter('running', nowMs + game.runningMs);
    else if (this.phase.name === 'running') this.enter('podium', nowMs + PODIUM_MS);
    else if (this.goesOn) this.enter('waiting', Infinity);
    else this.end(nowMs);
  }

  private enter(name: Phase['name'], endsMs: number): void {
    this.phase = { name, endsMs };
    if (name !== 'paused') this.paused = undefined;
  }
}
