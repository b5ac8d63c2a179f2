import { PROFILE_TIMEOUT_MS } from '../shared/config';
import type { ServerMessage } from '../shared/protocol';

/** A player's departure, as the server tells it and as `Others` concludes it. */
export type Left = Extract<ServerMessage, { address: '/player/left' }>;

/**
 * Who else is here, as far as this player was told. A message can get lost and a server can vanish, so nobody is here
 * for ever: a profile that is not repeated in time is gone, and so are all when a new connection begins. Pure.
 */
export class Others {
  private readonly heardMs = new Map<number, number>();

  hear(message: ServerMessage, nowMs: number): void {
    if (message.address === '/player/profile') this.heardMs.set(message.id, nowMs);
    if (message.address === '/player/left') this.heardMs.delete(message.id);
  }

  /** Forgets who was not heard of in time, and returns their departures. */
  expire(nowMs: number): Left[] {
    return this.forget((heardMs) => nowMs - heardMs > PROFILE_TIMEOUT_MS);
  }

  /** Forgets everybody, and returns their departures. */
  clear(): Left[] {
    return this.forget(() => true);
  }

  private forget(isGone: (heardMs: number) => boolean): Left[] {
    const left: Left[] = [];
    for (const [id, heardMs] of this.heardMs) {
      if (!isGone(heardMs)) continue;
      this.heardMs.delete(id);
      left.push({ address: '/player/left', id });
    }
    return left;
  }
}
