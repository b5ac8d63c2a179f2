import {
  MOTION_RETOLD_MS,
  PROFILE_INTERVAL_MS,
  ROSTER_THRESHOLD_PLAYERS,
  YARD_INTERVAL_MS,
} from '../../shared/config';
import type { Motion } from '../../shared/movement';
import type { Outbox } from './outbox';
import type { YardPlayer } from './yard-player';

/** So many players' motions are told again in a tick: those of 128 within 5 s, at 4 ticks a second. */
const MOTIONS_PER_TICK = 7;

/** A motion that has changed, and when it is told again. */
interface Retelling {
  player: YardPlayer;
  motion: Readonly<Motion>;
  dueMs: number;
}

/**
 * Presence is state, told again and again: who missed something is right again by itself. What that costs a player does not
 * grow with a large yard, where a roster stands for the profiles. Deterministic: no I/O, no clock.
 */
export class Repetition {
  private readonly players: ReadonlySet<YardPlayer>;
  private readonly recipients: ReadonlySet<YardPlayer>;
  private readonly outbox: Outbox;
  private readonly crowdThreshold: number;
  private yardQueuedMs = 0;
  /** Whose motion is next, counted on and on. */
  private motionsNext = 0;
  private retellings: Retelling[] = [];

  /**
   * @param players everybody present, kept up to date by the owner
   * @param recipients those of them whose connections are here, likewise
   * @param crowdThreshold in a yard of more players no change is told again: there is no room for it; 0 for never
   */
  constructor(
    players: ReadonlySet<YardPlayer>,
    recipients: ReadonlySet<YardPlayer>,
    outbox: Outbox,
    crowdThreshold: number,
  ) {
    this.players = players;
    this.recipients = recipients;
    this.crowdThreshold = crowdThreshold;
    this.outbox = outbox;
  }

  /** To be called some 4 times a second: queues what is due. */
  tick(nowMs: number): void {
    const isLarge = this.players.size > ROSTER_THRESHOLD_PLAYERS;
    if (!isLarge) this.repeatProfiles(nowMs);
    this.repeatMotions();
    if (nowMs - this.yardQueuedMs < YARD_INTERVAL_MS) return;
    this.yardQueuedMs = nowMs;
    for (const player of this.recipients) {
      this.outbox.queue(player, player.yardMessage);
      if (!player.isShownAsSent) this.outbox.queueYourProfile(player);
    }
    if (isLarge) this.outbox.queueRoster();
  }

  /** Queues a player's motion, which has changed: now, and again a moment later, should that packet get lost. */
  queueChange(player: YardPlayer, nowMs: number): void {
    this.outbox.queueMotion(player);
    const { current: motion, isByPositions } = player.motion;
    if (!motion || isByPositions || (this.crowdThreshold > 0 && this.players.size > this.crowdThreshold))
      return;
    for (const laterMs of MOTION_RETOLD_MS) this.retellings.push({ player, motion, dueMs: nowMs + laterMs });
  }

  /** Queues the changes that are to be told again by now, and hold yet. */
  retell(nowMs: number): void {
    const isDue = ({ dueMs }: Retelling): boolean => dueMs <= nowMs;
    if (!this.retellings.some(isDue)) return;
    for (const { player, motion } of this.retellings.filter(isDue))
      if (player.isPresent && player.motion.current === motion) this.outbox.queueMotion(player);
    this.retellings = this.retellings.filter((one) => !isDue(one));
  }

  private repeatProfiles(nowMs: number): void {
    for (const player of this.players) {
      if (nowMs - player.profileQueuedMs < PROFILE_INTERVAL_MS) continue;
      player.profileQueuedMs = nowMs;
      this.outbox.queueProfile(player);
    }
  }

  /** The next few players' motions, whatever they do: who missed one is right again within 5 s in a yard of 128. */
  private repeatMotions(): void {
    const all = [...this.players];
    const count = Math.min(all.length, MOTIONS_PER_TICK);
    for (let i = 0; i < count; i++) {
      const player = all[(this.motionsNext + i) % all.length];
      if (player?.motion.current) this.outbox.queueMotion(player);
    }
    this.motionsNext += count;
  }
}
