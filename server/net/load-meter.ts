import { performance } from 'node:perf_hooks';
import { processorMs } from './clock';
import type { PaceSample } from './flush-pace';

/** Counts what the server does from one sample of it to the next. */
export class LoadMeter {
  /** How many packets came by connections. */
  packets = 0;
  /** How many came from other servers of the yard: each is as much to take in, and to tell. */
  remotePackets = 0;
  flushes = 0;
  private sampledMs = performance.now();
  private usedMs = processorMs();

  /** How long ago the last sample was taken. */
  get sinceMs(): number {
    return performance.now() - this.sampledMs;
  }

  /** What was done since the last one. @param peers how many connections there are */
  sample(peers: number): PaceSample {
    const { packets, remotePackets, flushes, sampledMs, usedMs } = this;
    [this.sampledMs, this.usedMs] = [performance.now(), processorMs()];
    [this.packets, this.remotePackets, this.flushes] = [0, 0, 0];
    return {
      ...{ packets, remotePackets, flushes, peers },
      elapsedMs: this.sampledMs - sampledMs,
      usedMs: this.usedMs - usedMs,
    };
  }
}
