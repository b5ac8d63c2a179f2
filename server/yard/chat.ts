import { HOST_ID } from '../../shared/config';
import { cleanText, validateChatLine } from '../../shared/profile';
import type { DropReason } from './drop-reason';
import type { Outbox } from './outbox';
import type { YardPlayer } from './yard-player';

/** Who is muted is told so at most so often, when it says something. */
const MUTE_TOLD_INTERVAL_MS = 5000;
const MUTED = 'Nobody is told what you say: the host has muted you.';

/** Lines of chat of our own players. Deterministic: no I/O, no clock. */
export class Chat {
  private readonly outbox: Outbox;
  private readonly isMuted: (player: YardPlayer) => boolean;

  /** @param isMuted whether a player's lines are told to nobody */
  constructor(outbox: Outbox, isMuted: (player: YardPlayer) => boolean) {
    this.outbox = outbox;
    this.isMuted = isMuted;
  }

  /** Tells the others a line. Returns why it was dropped, if it was. */
  say(player: YardPlayer, said: string, nowMs: number): DropReason | undefined {
    return this.tell(player, said, nowMs, (text) => this.outbox.say(player, text, nowMs));
  }

  /** Tells the others a mark for a recording, likewise, within the same limits. */
  mark(player: YardPlayer, marked: string, nowMs: number): DropReason | undefined {
    return this.tell(player, marked, nowMs, (text) => this.outbox.mark(player, text, nowMs));
  }

  /** Tells one player a line of the host. */
  queueHostLine(player: YardPlayer, text: string): void {
    this.outbox.queue(player, { address: '/player/said', id: HOST_ID, text });
  }

  private tell(
    player: YardPlayer,
    said: string,
    nowMs: number,
    tellOthers: (text: string) => boolean,
  ): DropReason | undefined {
    const text = cleanText(said);
    if (validateChatLine(text)) return 'malformed';
    if (!player.chatBudget.tryConsume(1, nowMs)) return 'flood';
    if (this.isMuted(player)) return this.dropMuted(player, nowMs);
    return tellOthers(text) ? undefined : 'flood';
  }

  /** It is told so: who speaks to nobody without knowing it takes the others for rude. */
  private dropMuted(player: YardPlayer, nowMs: number): DropReason {
    if (nowMs - player.muteToldMs >= MUTE_TOLD_INTERVAL_MS) {
      player.muteToldMs = nowMs;
      this.queueHostLine(player, MUTED);
    }
    return 'refused';
  }
}
