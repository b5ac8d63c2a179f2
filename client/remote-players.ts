import { PROFILE_TIMEOUT_MS } from '../shared/config';
import type { ServerMessage } from '../shared/protocol/messages';

/** A player's departure, as the server tells it and as `RemotePlayers` concludes it. */
export type Departure = Extract<ServerMessage, { address: '/player/left' }>;

/**
 * Who else is here, as far as this player was told. A message can get lost and a server can vanish, so nobody is here
 * for ever: a profile that is not repeated in time is gone, and so are all when a new connection begins. Deterministic: no I/O, no clock.
 */
export class RemotePlayers {
  private readonly profileMs = new Map<number, number>();

  update(message: ServerMessage, nowMs: number): void {
    if (message.address === '/player/profile') this.profileMs.set(message.id, nowMs);
    if (message.address === '/player/left') this.profileMs.delete(message.id);
  }

  /** Forgets who was not heard of in time, and returns their departures. */
  expire(nowMs: number): Departure[] {
    return this.forget((seenMs) => nowMs - seenMs > PROFILE_TIMEOUT_MS);
  }

  /** Forgets everybody, and returns their departures. */
  clear(): Departure[] {
    return this.forget(() => true);
  }

  private forget(isGone: (seenMs: number) => boolean): Departure[] {
    const left: Departure[] = [];
    for (const [id, seenMs] of this.profileMs) {
      if (!isGone(seenMs)) continue;
      this.profileMs.delete(id);
      left.push({ address: '/player/left', id });
    }
    return left;
  }
}
