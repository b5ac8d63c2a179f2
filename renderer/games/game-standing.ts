import { batch, computed, signal } from '@preact/signals';
import type { ToRenderer } from '../../shared/bridge';
import { GAME_PLAYERS_MAX, GAME_TIMEOUT_MS } from '../../shared/config';
import { readRole } from '../../shared/game-parts';
import type { GamePhase, GamePlayer } from '../../shared/protocol/games';

/** The same end, told again: a network that is uneven does not make a clock jump. */
const SAME_END_MS = 500;

/** The game that is on. */
export interface PlayedGame {
  name: string;
  phase: Exclude<GamePhase, 'none'>;
  round: number;
  /** Tells it from the game before. */
  n: number;
  /** When the phase ends, on the page's clock; undefined where it does not by itself. */
  endsAtMs: number | undefined;
}

/** What somebody is in it. */
export interface Part {
  /** One of ROLES. */
  role: number;
  isHidden: boolean;
  isInGrace: boolean;
  score: number;
}

interface Told extends Part {
  atMs: number;
}

const NOBODY: ReadonlyMap<number, Part> = new Map();

/**
 * How the game in the yard stands, as far as its server tells: what is no longer told is over. Deterministic: no I/O, no clock;
 * `nowMs` is the page's.
 */
export class GameStanding {
  readonly game = signal<PlayedGame | undefined>(undefined);
  /** Who takes part, by id; another map whenever anything in it changes. */
  readonly parts = signal(NOBODY);
  /** 0 until the yard has told it. */
  readonly ownId = signal(0);
  readonly own = computed(() => this.parts.value.get(this.ownId.value));
  private readonly told = new Map<number, Told>();
  private isChanged = false;
  private toldMs = -Infinity;

  handle(message: ToRenderer, nowMs: number): void {
    switch (message.address) {
      case '/yard':
        this.ownId.value = message.id;
        break;
      case '/game':
        this.toldMs = nowMs;
        if (message.phase === 'none') this.clear();
        else this.begin({ ...message, phase: message.phase }, nowMs);
        break;
      case '/game/players':
        for (const player of message.players) this.setPart(player, nowMs);
        this.keepSince(nowMs - GAME_TIMEOUT_MS);
        break;
      case '/player/left':
        this.isChanged = this.told.delete(message.id) || this.isChanged;
        break;
      case 'enter':
      case 'lobby':
        this.clear();
        this.ownId.value = 0;
        break;
      default: // Not about a game.
    }
  }

  /** After all that came at once: what has changed is to be seen. */
  settle(): void {
    if (!this.isChanged) return;
    this.isChanged = false;
    this.parts.value = new Map(this.told);
  }

  /** To be called now and then: a game of which nothing is told is over. Returns whether it is since now. */
  forget(nowMs: number): boolean {
    if (!this.game.peek() || nowMs - this.toldMs <= GAME_TIMEOUT_MS) return false;
    this.clear();
    return true;
  }

  private begin(
    { name, phase, round, n, endsInMs }: Omit<PlayedGame, 'endsAtMs'> & { endsInMs: number },
    nowMs: number,
  ): void {
    const before = this.game.peek();
    // Its players may have been told a moment before.
    if (before?.n !== n) this.keepSince(nowMs);
    const told = endsInMs === 0 ? undefined : nowMs + endsInMs;
    const isSame =
      before?.name === name && before.phase === phase && before.round === round && before.n === n;
    const isSameEnd =
      told === before?.endsAtMs || Math.abs((told ?? NaN) - (before?.endsAtMs ?? NaN)) < SAME_END_MS;
    if (!(isSame && isSameEnd)) this.game.value = { name, phase, round, n, endsAtMs: told };
  }

  private setPart({ id, role: bits, score }: GamePlayer, atMs: number): void {
    const known = this.told.get(id);
    if (!known && this.told.size >= GAME_PLAYERS_MAX) return;
    const { role, isHidden, isInGrace } = readRole(bits);
    this.told.set(id, { role, isHidden, isInGrace, score, atMs });
    this.isChanged ||=
      known?.role !== role ||
      known.score !== score ||
      known.isHidden !== isHidden ||
      known.isInGrace !== isInGrace;
  }

  /** Forgets who was not told of since then. */
  private keepSince(sinceMs: number): void {
    for (const [id, { atMs }] of this.told)
      if (atMs < sinceMs) this.isChanged = this.told.delete(id) || this.isChanged;
  }

  private clear(): void {
    batch(() => {
      this.told.clear();
      this.isChanged = false;
      this.parts.value = NOBODY;
      this.game.value = undefined;
    });
  }
}
