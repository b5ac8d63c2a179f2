import { randomUUID } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';

/** Its user's alone: what others could read or write is no secret. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** In a mode: what the group and all others may. */
const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;
/** Of a folder: who may write it takes away no file of another user. */
const STICKY = 0o1000;
/** A file that is larger is none of ours. */
const FILE_MAX_BYTES = 4 * 1024 * 1024;

/** A small text file that its user alone may read, in a folder that is made when it is first written. */
export class PrivateFile {
  readonly path: string;
  /** When it was read, other users of this computer could read it, or put another one in its place. */
  wasExposed = false;
  /** They still can: it lies on a file system that is read-only, and cannot be made private. */
  isExposed = false;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * What is in it, made private where it was not and can be (`isExposed`); undefined where there is none.
   * @throws an Error with a sentence for a person when it is there and cannot be read
   */
  read(): string | undefined {
    try {
      const { size, mode } = statSync(this.path);
      if (size > FILE_MAX_BYTES) throw new Error(`it has ${size} bytes, which is too many`);
      if (process.platform !== 'win32') {
        const folder = statSync(dirname(this.path)).mode;
        const isReplaceable = (folder & OTHERS_WRITE) !== 0 && (folder & STICKY) === 0;
        this.wasExposed = (mode & OTHERS) !== 0 || isReplaceable;
        if ((mode & OTHERS) !== 0) this.makePrivate();
      }
      return readFileSync(this.path, 'utf8');
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined;
      throw new Error(`${this.path} cannot be read: ${(error as Error).message}.`, { cause: error });
    }
  }

  /**
   * Replaces all that is in it: a program that is killed, or a full disk, leaves the old text or the new one.
   * @throws an Error with a sentence for a person when it cannot be written
   */
  write(text: string): void {
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: FOLDER_MODE });
      writeFileAtomic(this.path, text, { mode: FILE_MODE });
    } catch (error) {
      throw new Error(`${this.path} cannot be written: ${(error as Error).message}.`, { cause: error });
    }
  }

  /**
   * Makes the file unless there is one: of two programs that do so at the same moment one makes it, whole, and the other does not.
   * @returns whether this one made it
   * @throws an Error with a sentence for a person when it cannot be written
   */
  create(text: string): boolean {
    const whole = `${this.path}.${randomUUID()}`;
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: FOLDER_MODE });
      writeFileSync(whole, text, { mode: FILE_MODE, flag: 'wx', flush: true });
      return this.claim(whole, text);
    } catch (error) {
      throw new Error(`${this.path} cannot be written: ${(error as Error).message}.`, { cause: error });
    } finally {
      rmSync(whole, { force: true });
    }
  }

  /** Gives a file that is written this one's name, unless something has it. */
  private claim(whole: string, text: string): boolean {
    try {
      linkSync(whole, this.path);
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
    }
    // A file system without hard links, as memory sticks have.
    try {
      writeFileSync(this.path, text, { mode: FILE_MODE, flag: 'wx', flush: true });
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      throw error;
    }
  }

  private makePrivate(): void {
    try {
      chmodSync(this.path, FILE_MODE);
    } catch (error) {
      if (!isCode(error, 'EROFS')) throw error;
      this.isExposed = true;
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
