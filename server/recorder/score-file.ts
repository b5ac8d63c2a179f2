import { open, type FileHandle } from 'node:fs/promises';

/** What was told is handed to the system after this at the latest: who is killed loses no more. */
const WRITE_INTERVAL_MS = 500;
/** …or when so much of it waits. */
const WRITE_BYTES = 256 * 1024;
/** So much waits for a disk that is slow, and no more: then the recording ends. */
const WAITING_MAX_BYTES = 16 * 1024 * 1024;
/** What people said and where they were is its user's alone. */
const FILE_MODE = 0o600;

/** A file that is appended to without anybody waiting for the disk. */
export class ScoreFile {
  readonly path: string;
  /** What it has by now, and what waits. */
  bytes = 0;
  private readonly file: FileHandle;
  private readonly onFault: (error: NodeJS.ErrnoException) => void;
  private readonly timer: NodeJS.Timeout;
  private waiting: Uint8Array[] = [];
  /** Of what waits and of what is being written. */
  private unwrittenBytes = 0;
  private writing: Promise<void> | undefined;
  private fault: NodeJS.ErrnoException | undefined;

  /**
   * Makes a new file. Rejects with what the system says when there is one already, or when it cannot be made.
   * @param onFault is called once, when something cannot be written: then nothing more is
   */
  static async create(path: string, onFault: (error: NodeJS.ErrnoException) => void): Promise<ScoreFile> {
    return new ScoreFile(path, await open(path, 'wx', FILE_MODE), onFault);
  }

  private constructor(path: string, file: FileHandle, onFault: (error: NodeJS.ErrnoException) => void) {
    this.path = path;
    this.file = file;
    this.onFault = onFault;
    this.timer = setInterval(() => this.write(), WRITE_INTERVAL_MS);
  }

  /** Takes bytes, which must not be changed. False when more waits than may. */
  append(bytes: Uint8Array): boolean {
    if (this.unwrittenBytes + bytes.length > WAITING_MAX_BYTES) return false;
    this.waiting.push(bytes);
    this.bytes += bytes.length;
    this.unwrittenBytes += bytes.length;
    if (this.unwrittenBytes >= WRITE_BYTES) this.write();
    return true;
  }

  /** Writes what waits, and closes it. Resolves with what could not be written, if anything could not. */
  async close(): Promise<NodeJS.ErrnoException | undefined> {
    clearInterval(this.timer);
    await this.writing;
    this.write();
    await this.writing;
    await this.file.close().catch((error: unknown) => (this.fault ??= error as NodeJS.ErrnoException));
    return this.fault;
  }

  private write(): void {
    if (this.writing || this.fault || this.waiting.length === 0) return;
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    this.writing = this.file.appendFile(bytes).then(
      () => {
        this.writing = undefined;
        this.unwrittenBytes -= bytes.length;
        if (this.unwrittenBytes >= WRITE_BYTES) this.write();
      },
      (error: unknown) => {
        this.writing = undefined;
        this.fault = error as NodeJS.ErrnoException;
        this.onFault(this.fault);
      },
    );
  }
}
