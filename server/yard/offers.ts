import { STATE_MAX_BYTES } from '../../shared/config';
import type { MovedMessage, SuccessorMessage } from '../../shared/protocol/messages';
import type { DropReason } from './drop-reason';
import type { HandOver } from './hand-over';
import type { Outbox } from './outbox';
import type { YardPlayer } from './yard-player';

/**
 * The host's question to one player, whether its program holds the yard from now on. One is asked at a time, and only who
 * said that it can be. Deterministic: no I/O, no clock.
 */
export class Offers {
  /** Called with the ids of who can be asked, whenever that changes. */
  onAble: (ids: readonly number[]) => void = () => undefined;
  /** Called with the id of who was asked, and with where the yard is open now; undefined when they will not, or are gone. */
  onAnswer: (id: number, moveTo: Omit<MovedMessage, 'address'> | undefined) => void = () => undefined;
  private readonly players: ReadonlySet<YardPlayer>;
  private readonly outbox: Outbox;
  private readonly handOver: HandOver;
  private readonly hostKey: string | undefined;
  private readonly able = new Set<YardPlayer>();
  private asked: { n: number; player: YardPlayer; hasState: boolean } | undefined;
  private offers = 0;

  /** @param players those whose connections are here, kept up to date by the owner */
  constructor(
    players: ReadonlySet<YardPlayer>,
    outbox: Outbox,
    handOver: HandOver,
    hostKey: string | undefined,
  ) {
    this.players = players;
    this.outbox = outbox;
    this.handOver = handOver;
    this.hostKey = hostKey;
  }

  /** Asks a player; the one that was asked before is asked no more. @param id 0 for nobody */
  offerTo(id: number): void {
    const { asked } = this;
    this.asked = undefined;
    if (asked) this.outbox.queue(asked.player, { address: '/offer', n: asked.n, id: 0, state: '' });
    if (id === 0) return;
    const player = [...this.able].find((one) => one.id === id);
    if (!player) {
      this.onAnswer(id, undefined);
      return;
    }
    this.asked = { n: ++this.offers, player, hasState: false };
    this.ask('');
  }

  /** Takes in what a player says. Returns why it was dropped, if it was. */
  handle(
    player: YardPlayer,
    { n, server, key, ticket }: SuccessorMessage,
    nowMs: number,
  ): DropReason | undefined {
    if (player.isGuest) return 'malformed';
    if (n === 0) {
      if (player.key !== this.hostKey && !this.able.has(player)) this.tellAble(() => this.able.add(player));
      return undefined;
    }
    const { asked } = this;
    if (asked?.player !== player || Math.abs(n) !== asked.n) return undefined;
    if (n > 0 && server === '') {
      this.tellState(nowMs);
      return undefined;
    }
    // A yard that is open before it was told of anybody is another one.
    this.asked = undefined;
    this.onAnswer(player.id, n > 0 && asked.hasState ? { server, key, ticket } : undefined);
    return undefined;
  }

  /** A player is gone. */
  remove(player: YardPlayer): void {
    if (this.able.has(player)) this.tellAble(() => this.able.delete(player));
    if (this.asked?.player !== player) return;
    this.asked = undefined;
    this.onAnswer(player.id, undefined);
  }

  /** Once: who would hold the yard is told who is in it. */
  private tellState(nowMs: number): void {
    const { asked } = this;
    if (!asked || asked.hasState) return;
    const state = JSON.stringify(this.handOver.state(nowMs));
    if (new TextEncoder().encode(state).length > STATE_MAX_BYTES) {
      this.offerTo(0);
      this.onAnswer(asked.player.id, undefined);
      return;
    }
    asked.hasState = true;
    this.ask(state);
  }

  private ask(state: string): void {
    const { asked, hostKey } = this;
    if (!asked) return;
    const host = [...this.players].find(({ key }) => key !== undefined && key === hostKey);
    this.outbox.queue(asked.player, {
      address: '/offer',
      n: asked.n,
      id: host?.id ?? asked.player.id,
      state,
    });
  }

  private tellAble(change: () => void): void {
    change();
    this.onAble(Array.from(this.able, ({ id }) => id));
  }
}
