import type { Position, YardSize } from '../../shared/movement';
import type { ClientMessage } from '../../shared/protocol/messages';
import type { Told } from '../motion/player-motion';
import type { DropReason } from './drop-reason';
import type { Outbox } from './outbox';
import type { Repetition } from './repetition';
import { placeNewcomer } from './spawn-position';
import type { YardPlayer } from './yard-player';

type MotionMessage = Extract<ClientMessage, { address: '/motion' | '/position' }>;

/** What our own players say of where they are and how they move. Deterministic: no I/O, no clock. */
export class Motions {
  private readonly players: ReadonlySet<YardPlayer>;
  private readonly outbox: Outbox;
  private readonly repetition: Repetition;
  private readonly size: YardSize;

  /** @param players everybody present, kept up to date by the owner */
  constructor(players: ReadonlySet<YardPlayer>, outbox: Outbox, repetition: Repetition, size: YardSize) {
    this.players = players;
    this.outbox = outbox;
    this.repetition = repetition;
    this.size = size;
  }

  /** See Yard.handle. */
  handle(
    player: YardPlayer,
    message: MotionMessage,
    nowMs: number,
    tagMs: number | undefined,
  ): DropReason | undefined {
    const { motion, isGuest } = player;
    if (message.address === '/position')
      this.place(player, message, nowMs, (place) => motion.setPosition(place, nowMs, isGuest));
    else if (isGuest) return 'malformed';
    else
      this.place(player, message, nowMs, (place) => motion.setMotion({ ...message, ...place }, tagMs, nowMs));
    return undefined;
  }

  /** Ends a walk of which nothing was heard for long, and tells of it. */
  endIfSilent(player: YardPlayer, nowMs: number): void {
    if (player.motion.endIfSilent(nowMs)) this.tell(player, nowMs);
  }

  /** Has somebody be at a place, or a newcomer beside it where somebody stands, and tells of it. */
  private place(
    player: YardPlayer,
    { x, y }: Position,
    nowMs: number,
    move: (place: Position) => Told,
  ): void {
    const isNew = !player.isGuest && !player.isPlaced;
    const place = isNew ? placeNewcomer(player, { x, y }, this.players, nowMs, this.size) : { x, y };
    player.isPlaced = true;
    const { isNews, corrected = place } = move(place);
    if (isNews) this.tell(player, nowMs);
    if (corrected.x !== x || corrected.y !== y)
      this.outbox.queue(player, { address: '/corrected', ...corrected });
  }

  private tell(player: YardPlayer, nowMs: number): void {
    this.repetition.queueChange(player, nowMs);
    this.outbox.feed?.moved(player);
  }
}
