/** The recorder of a yard: what its host wants recorded, and what becomes of that, in words. */
import { join } from 'node:path';
import { RECORDING_SNAPSHOT_MS } from '../../shared/config';
import { compress } from './compress';
import { bundleEntry, relayedEntry } from './recorded-packets';
import { endWords, faultWords, openFaultWords, SLOW, type End } from './recording-words';
import { ScoreFile } from './score-file';

/** How long a recording may hold up the end of the server; what is not compressed by then stays as it is. */
const CLOSING_MAX_MS = 2000;
const COMPRESSED = /\.gz$/;

export interface RecordingOptions {
  /** Where recordings are that nobody names. */
  recordings: string;
  /** A recording ends when it has gone on for so long… */
  recordMinutes: number;
  /** …or is so large. */
  recordMegabytes: number;
}

/** What the recorder is told of each flush, from `observe` to `stop` (ServerLoop.observe). */
export interface Observer {
  onBundle(bundle: Uint8Array, sentMs: number): void;
  onRelayed(packet: Uint8Array, sentMs: number): void;
}

/** What it records, and whom it tells. */
export interface RecorderPlace {
  yardName: string;
  observe(observer: Observer): { requestSnapshot(): void; stop(): void };
  /** Tells everybody in the yard whether it is recorded. */
  setRecorded(isRecorded: boolean): void;
  /** A recording began. */
  onBegin(path: string): void;
  /** It ended, be it by itself: what it holds and why, in a sentence. */
  onEnd(sentence: string, isFault: boolean): void;
  /** Something could not be done, a sentence. */
  warn(sentence: string): void;
  /** Milliseconds since 1970. */
  nowMs(): number;
}

interface Running {
  file: ScoreFile;
  /** What it is to be compressed into when it is closed; undefined for not at all. */
  compressed: string | undefined;
  startMs: number;
  snapshotMs: number;
  isSnapshotNext: boolean;
  observation: { requestSnapshot(): void; stop(): void } | undefined;
}

export class Recorder {
  private readonly place: RecorderPlace;
  private readonly options: RecordingOptions;
  private running: Running | undefined;
  private isStarting = false;
  /** Of the last recording. */
  private ending: Promise<string | undefined> = Promise.resolve(undefined);
  private readonly compressing = new Set<Promise<void>>();
  private readonly abort = new AbortController();

  constructor(place: RecorderPlace, options: RecordingOptions) {
    this.place = place;
    this.options = options;
  }

  /** Where it records to; undefined while it does not. */
  get path(): string | undefined {
    return this.running?.file.path;
  }

  /**
   * Begins a recording, and returns its file.
   * @param wanted where; empty for a new file of the folder of recordings, with `.gz` at its end one that is compressed when it is closed
   * @throws an Error with a sentence for a person when that cannot be
   */
  async start(wanted: string): Promise<string> {
    if (this.running || this.isStarting)
      throw new Error(
        `The yard is recorded already${this.running ? `, to ${this.running.file.path}` : ''}: "record stop" ends it.`,
      );
    const startMs = this.place.nowMs();
    const name =
      wanted === '' ? join(this.options.recordings, fileName(this.place.yardName, startMs)) : wanted;
    const path = name.replace(COMPRESSED, '');
    this.isStarting = true;
    try {
      const file = await ScoreFile.create(path, (error) => {
        void this.end({ why: 'fault', words: faultWords(error) });
      });
      this.record(file, path === name ? undefined : name, startMs);
      return path;
    } catch (error) {
      throw new Error(openFaultWords(path, error as NodeJS.ErrnoException), { cause: error });
    } finally {
      this.isStarting = false;
    }
  }

  /** Ends the recording, and returns what it holds, in a sentence; undefined where there is none. */
  async stop(): Promise<string | undefined> {
    return this.end({ why: 'stop' });
  }

  /** The server ends: what is left is written, within a bounded time. */
  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const isLate = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSING_MAX_MS)));
    void this.stop();
    await Promise.race([this.ending, isLate]);
    await Promise.race([Promise.all(this.compressing), isLate]);
    clearTimeout(timer);
    this.abort.abort();
    await Promise.all(this.compressing);
  }

  private record(file: ScoreFile, compressed: string | undefined, startMs: number): void {
    const running: Running = {
      ...{ file, compressed, startMs, snapshotMs: startMs, isSnapshotNext: true, observation: undefined },
    };
    this.running = running;
    running.observation = this.place.observe({
      onBundle: (bundle, sentMs) => this.takeBundle(running, bundle, sentMs),
      onRelayed: (packet, sentMs) => this.take(running, relayedEntry(packet, sentMs), sentMs),
    });
    this.place.setRecorded(true);
    this.place.onBegin(file.path);
  }

  private takeBundle(running: Running, bundle: Uint8Array, sentMs: number): void {
    const { isSnapshotNext } = running;
    running.isSnapshotNext = false;
    if (isSnapshotNext) running.snapshotMs = sentMs;
    else if (sentMs - running.snapshotMs >= RECORDING_SNAPSHOT_MS) {
      running.observation?.requestSnapshot();
      running.isSnapshotNext = true;
    }
    this.take(running, bundleEntry(bundle, isSnapshotNext, running.startMs), sentMs);
  }

  private take(running: Running, entry: Uint8Array | undefined, sentMs: number): void {
    // It may have ended with the bundle of this very flush.
    if (!entry || running !== this.running) return;
    if (!running.file.append(entry)) void this.end({ why: 'fault', words: SLOW });
    const { recordMinutes, recordMegabytes } = this.options;
    if (sentMs - running.startMs >= recordMinutes * 60_000)
      void this.end({ why: 'limit', words: `${recordMinutes} minutes` });
    else if (running.file.bytes >= recordMegabytes * 1e6)
      void this.end({ why: 'limit', words: `${recordMegabytes} MB` });
  }

  private end(end: End): Promise<string | undefined> {
    const { running } = this;
    if (!running) return Promise.resolve(undefined);
    this.running = undefined;
    return (this.ending = this.finish(running, end));
  }

  private async finish(running: Running, end: End): Promise<string> {
    running.observation?.stop();
    this.place.setRecorded(false);
    const { file, compressed, startMs } = running;
    const what = { path: file.path, durationMs: this.place.nowMs() - startMs, compressed };
    const closed = file.close();
    // Nobody waits for a disk that does not go on.
    const fault = end.why === 'fault' ? undefined : await closed;
    const how = fault ? ({ why: 'fault', words: faultWords(fault) } as const) : end;
    const sentence = endWords(how, { ...what, bytes: file.bytes });
    this.place.onEnd(sentence, how.why === 'fault');
    if (compressed !== undefined && how.why !== 'fault') this.compress(file.path, compressed);
    return sentence;
  }

  private compress(path: string, compressed: string): void {
    const work = compress(path, compressed, this.abort.signal).then(
      () => undefined,
      (error: unknown) =>
        this.place.warn(
          `${path} stays as it is, since it could not be compressed: ${(error as Error).message}.`,
        ),
    );
    this.compressing.add(work);
    void work.then(() => this.compressing.delete(work));
  }
}

/** `My yard 2026-11-27 19.00.00.osc`, in UTC: what no file system takes in a name is left out. */
function fileName(yardName: string, startMs: number): string {
  const name = yardName.replace(/[^\p{L}\p{M}\p{N} _-]/gu, '').trim() || 'Yard';
  const moment = new Date(startMs).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  return `${name} ${moment}.osc`;
}
