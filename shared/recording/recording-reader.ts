import { readBundle, type RecordedBundle } from './recorded-bundle';
import { ScoreReader } from './score';

/** How a recording ended. */
export interface RecordingEnd {
  /** It ends in the midst of a bundle, as that of a server that was killed may. */
  isCut: boolean;
  /** What is wrong with it, a sentence for a person: it was read up to there. */
  fault: string | undefined;
}

/**
 * Reads a recording as its bytes come, up to its end or its first fault, and keeps no more of it than one bundle. It may
 * begin at any snapshot. Deterministic: no I/O, no clock.
 */
export class RecordingReader {
  private readonly score = new ScoreReader();
  /** Of where its bytes begin in the whole recording. */
  private readonly baseOffset: number;
  private lastMs: number | undefined;
  private ownFault: string | undefined;

  /** @param offset at which byte of the whole recording its first bytes stand */
  constructor(offset = 0) {
    this.baseOffset = offset;
  }

  /** What is wrong, a sentence for a person: nothing behind it is read. */
  get fault(): string | undefined {
    return this.ownFault ?? this.score.fault;
  }

  /** How it ended, when all of its bytes have been taken in. */
  get end(): RecordingEnd {
    const isNothing = this.fault === undefined && this.lastMs === undefined;
    return {
      isCut: this.score.waitingBytes > 0,
      fault: isNothing ? 'There is nothing in it: the first bundle of a recording is not whole.' : this.fault,
    };
  }

  /** Takes more bytes in, and hands out what can be read by now. */
  push(bytes: Uint8Array): RecordedBundle[] {
    const bundles: RecordedBundle[] = [];
    if (this.ownFault !== undefined) return bundles;
    for (const { bundle, offset } of this.score.push(bytes)) {
      const read = this.read(bundle, this.baseOffset + offset);
      if (!read) return bundles;
      bundles.push(read);
    }
    return bundles;
  }

  private read(bytes: Uint8Array, offset: number): RecordedBundle | undefined {
    const bundle = readBundle(bytes, offset);
    const why = typeof bundle === 'string' ? bundle : this.obstacleTo(bundle);
    if (why !== undefined || typeof bundle === 'string') {
      this.ownFault = `At byte ${offset} ${why}.`;
      return undefined;
    }
    this.lastMs = bundle.atMs;
    return bundle;
  }

  private obstacleTo({ atMs, isSnapshot }: RecordedBundle): string | undefined {
    if (this.lastMs === undefined)
      return isSnapshot
        ? undefined
        : 'no recording of a yard begins: /yard and /recording are not in its first bundle';
    return atMs < this.lastMs ? 'time goes backwards' : undefined;
  }
}
