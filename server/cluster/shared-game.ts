import { encodeServerMessage, type ControlMessage } from '../../shared/protocol/messages';
import { sayElsewhere, sayToGame, type GameAnswer } from '../games/host-words';
import { ToldGames } from '../games/told-games';
import type { GamesMessage, YardGames } from '../games/yard-games';
import type { YardGame } from '../yard/yard-game';
import { CLUSTER_TABLE } from './messages';
import type { PlayedMessage } from './read-message';

/** What of the cluster the game needs. */
export interface GameBus {
  /** Says to all servers what players are told, or what a host wants. */
  publishGame(messages: readonly Uint8Array[]): void;
  /** Who runs the game sees everybody's motions. */
  readonly cells: { isAllWanted: boolean };
}

/**
 * The game of a yard on several servers: the one with the lease runs it and tells the others, which tell their players and go on from
 * there when it is gone. Deterministic but for the bus and the lease.
 */
export class SharedGame implements YardGame {
  private readonly games: YardGames;
  private readonly lease: { readonly isHeld: boolean };
  private readonly bus: GameBus;
  private told: ToldGames;
  private inbox: GamesMessage[] = [];
  private wasHeld: boolean;

  constructor(games: YardGames, lease: { readonly isHeld: boolean }, bus: GameBus) {
    this.games = games;
    this.lease = lease;
    this.bus = bus;
    this.told = new ToldGames(games.size);
    this.wasHeld = lease.isHeld;
  }

  step(nowMs: number): readonly ControlMessage[] {
    const { games, lease, bus } = this;
    bus.cells.isAllWanted = lease.isHeld && games.runner.running !== undefined;
    if (lease.isHeld !== this.wasHeld) this.change(lease.isHeld, nowMs);
    if (!lease.isHeld) return this.inbox.splice(0);
    this.inbox = [];
    const messages = games.step(nowMs);
    if (messages.length > 0) bus.publishGame(messages.map(encodeServerMessage));
    return messages;
  }

  snapshot(nowMs: number): readonly ControlMessage[] {
    return this.lease.isHeld ? this.games.snapshot(nowMs) : this.told.snapshot(nowMs);
  }

  /** Takes what another server says of it. @param sentMs on our clock */
  receive(message: PlayedMessage, sentMs: number, nowMs: number): void {
    if (message.address === '/cluster/game') {
      if (this.lease.isHeld) sayToGame(this.games.runner, message.word, nowMs);
    } else if (!this.lease.isHeld) this.inbox.push(this.told.take(message, sentMs, nowMs));
  }

  /** Does what the host says here, or has the server do it that runs the game. */
  say(word: string, nowMs: number): GameAnswer {
    if (this.lease.isHeld) return sayToGame(this.games.runner, word, nowMs);
    return sayElsewhere(word, this.told.game(nowMs), (asked) =>
      this.bus.publishGame([CLUSTER_TABLE.encode({ address: '/cluster/game', word: asked })]),
    );
  }

  private change(isHeld: boolean, nowMs: number): void {
    this.wasHeld = isHeld;
    if (isHeld) {
      this.told.handTo(this.games, nowMs);
      return;
    }
    // What was played here is as the others tell it from now on, and goes on here should that one be gone before it tells it.
    this.told = new ToldGames(this.games.size);
    for (const message of this.games.snapshot(nowMs)) this.told.take(message, nowMs, nowMs);
    this.games.runner.end(nowMs);
  }
}
