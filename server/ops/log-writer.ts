/** Where the log's lines go: to a reader who may be slow, stopped (Ctrl+S in a terminal) or gone, and for whom the yard does not wait. */
import { constants, openSync, writeSync } from 'node:fs';

/** So much waits for the reader; further lines are dropped, and counted. */
const WAITING_MAX_BYTES = 64 * 1024;
const RETRY_INTERVAL_MS = 50;
const STDOUT = 1;
/** Faults that pass: the reader is stopped, the disk or somebody's part of it is full. */
const PASSING_FAULTS: ReadonlySet<string> = new Set(['EAGAIN', 'ENOSPC', 'EDQUOT', 'ENOBUFS']);

/** Writes without waiting, and returns how many bytes were taken. Throws EAGAIN, or ENOSPC on a full disk, when none can be now. */
export type WriteNow = (bytes: Uint8Array) => number;

/** Writes at once what the reader takes, so that the last line is not lost when the process ends, and the rest later. */
export class LogWriter {
  /** Whether the reader shows colours. */
  readonly hasColors: () => boolean;
  /** Called with the number of lines that were dropped, once the reader reads again. */
  onDropped: (lines: number) => void = () => undefined;
  private readonly writeNow: WriteNow;
  private waiting = Buffer.alloc(0);
  private dropped = 0;
  /** The reader is gone. */
  private isOver = false;
  private retry: NodeJS.Timeout | undefined;

  /** A log to this process's standard output. */
  static toStdout(stdout: NodeJS.WriteStream): LogWriter {
    const fd = nonBlockingFd(stdout);
    return new LogWriter(
      (bytes) => writeSync(fd, bytes),
      () => stdout.isTTY && stdout.hasColors(),
    );
  }

  constructor(writeNow: WriteNow, hasColors: () => boolean = () => false) {
    this.writeNow = writeNow;
    this.hasColors = hasColors;
  }

  /** Takes one line. */
  write(line: string): void {
    const bytes = Buffer.from(line);
    if (this.isOver) return;
    if (this.waiting.length + bytes.length > WAITING_MAX_BYTES) this.dropped++;
    else this.waiting = Buffer.concat([this.waiting, bytes]);
    if (!this.retry) this.flush();
  }

  /** Resolves when all is written, or after `maxMs` if the reader does not read. */
  async drain(maxMs: number): Promise<void> {
    const endMs = performance.now() + maxMs;
    while (this.retry && performance.now() < endMs)
      await new Promise((resolve) => setTimeout(resolve, RETRY_INTERVAL_MS));
  }

  private flush(): void {
    this.retry = undefined;
    try {
      while (this.waiting.length > 0) this.waiting = this.waiting.subarray(this.writeNow(this.waiting));
    } catch (error) {
      if (PASSING_FAULTS.has((error as NodeJS.ErrnoException).code ?? ''))
        this.retry = setTimeout(() => this.flush(), RETRY_INTERVAL_MS).unref();
      // Whoever read the log may leave (`| head`); the players stay.
      else this.isOver = true;
      return;
    }
    const { dropped } = this;
    this.dropped = 0;
    if (dropped > 0) this.onDropped(dropped);
  }
}

/**
 * The descriptor of standard output such that a write never waits. Node sets that for pipes as soon as `process.stdout` is
 * used, and files never wait. A terminal it makes wait: it is opened once more, since its first descriptor is shared with the
 * shell, which must not be changed. (Windows knows no such descriptor for a console: there a selection holds the log up.)
 */
function nonBlockingFd(stdout: NodeJS.WriteStream): number {
  if (!stdout.isTTY || process.platform === 'win32') return STDOUT;
  const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;
  for (const path of [`/proc/self/fd/${STDOUT}`, '/dev/tty']) {
    try {
      return openSync(path, O_WRONLY | O_NONBLOCK | O_NOCTTY);
    } catch {
      // macOS has no /proc, and a program need not have a controlling terminal.
    }
  }
  return STDOUT;
}
