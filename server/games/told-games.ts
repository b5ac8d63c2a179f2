import { GAME_PLAYERS_MAX, GAME_TIMEOUT_MS } from '../../shared/config';
import type { YardSize } from '../../shared/movement';
import { placeAt } from '../../shared/movement';
import { THING_KINDS, type GamePlayer, type Thing } from '../../shared/protocol/games';
import type { GameMessage } from '../../shared/protocol/messages';
import { AGE_MAX_MS } from '../../shared/protocol/motions';
import type { GameThing } from './game';
import type { ToldGame } from './game-runner';
import type { GamesMessage, YardGames } from './yard-games';

/**
 * The game of a yard as another server runs it: what that one has told, for our own players, for newcomers, and to go on from. What it
 * tells no longer is no more, as it is for clients. Deterministic: no I/O, no clock.
 */
export class ToldGames {
  private readonly size: YardSize;
  private last: Pick<ToldGame, 'message' | 'toldMs' | 'paused'> | undefined;
  private readonly players = new Map<number, { player: GamePlayer; toldMs: number }>();
  private readonly things = new Map<number, { thing: GameThing; toldMs: number }>();

  constructor(size: YardSize) {
    this.size = size;
  }

  /**
   * Takes what another server tells. Returns what our players are to be told.
   * @param sentMs when it was sent, on our clock
   */
  take(message: GamesMessage, sentMs: number, nowMs: number): GamesMessage {
    switch (message.address) {
      case '/game':
        if (message.n !== this.last?.message.n) this.players.clear();
        this.last = { message, toldMs: nowMs, paused: this.pausedBy(message, nowMs) };
        return message;
      case '/game/players':
        for (const player of message.players) this.players.set(player.id, { player, toldMs: nowMs });
        forgetUntold(this.players, nowMs);
        return message;
      case '/things': {
        for (const { id, age, ...thing } of message.things) {
          if (thing.kind === THING_KINDS.gone) this.things.delete(id);
          else
            this.things.set(id, { thing: { ...thing, atMs: Math.min(nowMs, sentMs - age) }, toldMs: nowMs });
        }
        forgetUntold(this.things, nowMs);
        const laterMs = Math.max(0, nowMs - sentMs);
        const things = message.things.map((each) => ({
          ...each,
          age: Math.min(AGE_MAX_MS, each.age + laterMs),
        }));
        return { address: '/things', things };
      }
    }
  }

  /** How the game stands by now; undefined where nothing was told of one, or has not been for long. */
  game(nowMs: number): GameMessage | undefined {
    if (!this.last || nowMs - this.last.toldMs > GAME_TIMEOUT_MS) return undefined;
    const { message, toldMs } = this.last;
    const endsInMs = message.endsInMs && Math.max(1, Math.round(message.endsInMs - (nowMs - toldMs)));
    return { ...message, endsInMs };
  }

  /** What a newcomer is told. */
  snapshot(nowMs: number): GamesMessage[] {
    const messages: GamesMessage[] = [];
    const game = this.game(nowMs);
    if (game) messages.push(game);
    const players = this.playersNow(nowMs);
    if (players.length > 0) messages.push({ address: '/game/players', players });
    forgetUntold(this.things, nowMs);
    const things: Thing[] = Array.from(this.things, ([id, { thing }]) => {
      const { kind, vx, vy } = thing;
      return { id, kind, ...placeAt(thing, nowMs, this.size), vx, vy, age: 0 };
    });
    if (things.length > 0) messages.push({ address: '/things', things });
    return messages;
  }

  /** What a pause has interrupted, and how much of it was left: it is not told again while it lasts. */
  private pausedBy(message: GameMessage, nowMs: number): ToldGame['paused'] {
    const { last } = this;
    const isSame = last?.message.n === message.n && last.message.round === message.round;
    if (message.phase !== 'paused' || !isSame) return undefined;
    const { phase, endsInMs } = last.message;
    if (phase !== 'running' && phase !== 'counting') return last.paused;
    return { name: phase, leftMs: Math.max(1, endsInMs - (nowMs - last.toldMs)) };
  }

  /** Has this server go on from there. */
  handTo(games: YardGames, nowMs: number): void {
    const last = this.game(nowMs) && this.last;
    forgetUntold(this.things, nowMs);
    const things = new Map(Array.from(this.things, ([id, { thing }]) => [id, thing]));
    games.restore(last && { ...last, players: this.playersNow(nowMs) }, things);
  }

  /** Those of whom was told last, as many as one message holds: others have come and gone meanwhile. */
  private playersNow(nowMs: number): GamePlayer[] {
    forgetUntold(this.players, nowMs);
    const all = [...this.players.values()].sort((a, b) => b.toldMs - a.toldMs);
    return all.slice(0, GAME_PLAYERS_MAX).map(({ player }) => player);
  }
}

function forgetUntold(told: Map<number, { toldMs: number }>, nowMs: number): void {
  for (const [id, { toldMs }] of told) if (nowMs - toldMs > GAME_TIMEOUT_MS) told.delete(id);
}
