import type { YardSize } from '../../shared/movement';
import { placeAt } from '../../shared/movement';
import { THING_KINDS, type GamePlayer, type Thing } from '../../shared/protocol/games';
import type { GameMessage } from '../../shared/protocol/messages';
import { AGE_MAX_MS } from '../../shared/protocol/motions';
import type { GameThing } from './game';
import type { GamesMessage, YardGames } from './yard-games';

/**
 * The game of a yard as another server runs it: what that one has told, for our own players, for newcomers, and to go on from.
 * Deterministic: no I/O, no clock.
 */
export class ToldGames {
  private readonly size: YardSize;
  private last: { message: GameMessage; toldMs: number } | undefined;
  private readonly players = new Map<number, GamePlayer>();
  private readonly things = new Map<number, GameThing>();

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
        this.last = { message, toldMs: nowMs };
        return message;
      case '/game/players':
        for (const player of message.players) this.players.set(player.id, player);
        return message;
      case '/things': {
        for (const { id, age, ...thing } of message.things) {
          if (thing.kind === THING_KINDS.gone) this.things.delete(id);
          else this.things.set(id, { ...thing, atMs: Math.min(nowMs, sentMs - age) });
        }
        const laterMs = Math.max(0, nowMs - sentMs);
        const things = message.things.map((each) => ({
          ...each,
          age: Math.min(AGE_MAX_MS, each.age + laterMs),
        }));
        return { address: '/things', things };
      }
    }
  }

  /** How the game stands by now; undefined where nothing was told of one. */
  game(nowMs: number): GameMessage | undefined {
    if (!this.last) return undefined;
    const { message, toldMs } = this.last;
    const endsInMs = message.endsInMs && Math.max(1, Math.round(message.endsInMs - (nowMs - toldMs)));
    return { ...message, endsInMs };
  }

  /** What a newcomer is told. */
  snapshot(nowMs: number): GamesMessage[] {
    const messages: GamesMessage[] = [];
    const game = this.game(nowMs);
    if (game) messages.push(game);
    if (this.players.size > 0)
      messages.push({ address: '/game/players', players: [...this.players.values()] });
    const things: Thing[] = Array.from(this.things, ([id, thing]) => {
      const { kind, vx, vy } = thing;
      return { id, kind, ...placeAt(thing, nowMs, this.size), vx, vy, age: 0 };
    });
    if (things.length > 0) messages.push({ address: '/things', things });
    return messages;
  }

  /** Has this server go on from there. */
  handTo(games: YardGames): void {
    const { last } = this;
    const players = [...this.players.values()];
    games.restore(last && { ...last, players }, this.things);
  }
}
