import type { Sound } from './recipes';

/** How long a sound rests before it is played again: a crowd that comes at once is heard as one. */
const REST_MS: Readonly<Record<Sound, number>> = {
  ...{ came: 2000, left: 2000, said: 250 },
  ...{ it: 250, go: 250, got: 250, podium: 1000 },
};

/** Keeps many events from becoming a storm of sounds. Deterministic: no I/O, no clock. */
export class SoundRateLimit {
  private readonly playedMs: Partial<Record<Sound, number>> = {};

  /** Whether a sound may be played now; if so, it counts as played. */
  tryConsume(sound: Sound, nowMs: number): boolean {
    const playedMs = this.playedMs[sound];
    if (playedMs !== undefined && nowMs - playedMs < REST_MS[sound]) return false;
    this.playedMs[sound] = nowMs;
    return true;
  }
}
