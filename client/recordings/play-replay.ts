import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { MOTION_RATE_HZ } from '../../shared/config';
import type { RecordingEnd } from '../../shared/recording/recording-reader';
import { readRecording } from './read-recording';
import type { Replay } from './replay';

const STEP_MS = 1000 / MOTION_RATE_HZ;

/**
 * Plays a recording as fast as it happened, reading on as time does, up to its end, its first fault, or until `signal` is aborted.
 * @returns how it ended
 * @throws an Error with a sentence for a person when the file cannot be read
 */
export async function playReplay(path: string, replay: Replay, signal: AbortSignal): Promise<RecordingEnd> {
  /** On our clock, when the recording began; and when it was told to begin. */
  let [startedMs, beganMs] = [0, 0];
  const now = (): number => beganMs + performance.now() - startedMs;
  const end = await readRecording(path, async (bundles) => {
    for (const bundle of bundles) {
      if (startedMs === 0) [startedMs, beganMs] = [performance.now(), bundle.atMs];
      while (now() < bundle.atMs && !signal.aborted) {
        await delay(Math.min(STEP_MS, bundle.atMs - now()));
        replay.step(Math.min(now(), bundle.atMs));
      }
      if (signal.aborted) return;
      replay.push(bundle);
    }
  });
  replay.end();
  return end;
}
