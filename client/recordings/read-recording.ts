import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import type { RecordedBundle } from '../../shared/recording/recorded-bundle';
import { RecordingReader, type RecordingEnd } from '../../shared/recording/recording-reader';

/** By which a file begins that gzip has compressed (RFC 1952). */
const GZIP_MAGIC = [0x1f, 0x8b];

/**
 * Reads a recording, compressed by gzip or not, a piece at a time: no more of it is in memory.
 * @param onBundles what is read next; nothing more is read before it is done
 * @returns how it ended
 * @throws an Error with a sentence for a person when the file cannot be read
 */
export async function readRecording(
  path: string,
  onBundles: (bundles: readonly RecordedBundle[]) => Promise<void>,
): Promise<RecordingEnd> {
  const reader = new RecordingReader();
  const stream = await openRecording(path);
  const pieces = stream[Symbol.asyncIterator]();
  try {
    while (reader.fault === undefined) {
      const piece = await next(pieces, path);
      if (piece === 'damaged')
        return { isCut: true, fault: 'What gzip has compressed is damaged, and was read up to there.' };
      if (!piece) break;
      const bundles = reader.push(piece);
      if (bundles.length > 0) await onBundles(bundles);
    }
    return reader.end;
  } finally {
    stream.destroy();
  }
}

async function openRecording(path: string): Promise<Readable> {
  const bytes = createReadStream(path);
  if (!(await isCompressed(path))) return bytes;
  // The end of one that was cut is read as far as it goes.
  const plain = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  bytes.on('error', (error) => plain.destroy(error));
  return bytes.pipe(plain);
}

async function isCompressed(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer } = await file.read(Buffer.alloc(GZIP_MAGIC.length), 0, GZIP_MAGIC.length, 0);
      return GZIP_MAGIC.every((byte, i) => buffer[i] === byte);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw inWords(error, path);
  }
}

async function next(pieces: AsyncIterator<unknown>, path: string): Promise<Buffer | 'damaged' | undefined> {
  try {
    const piece: IteratorResult<unknown, unknown> = await pieces.next();
    return piece.done ? undefined : (piece.value as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) return 'damaged';
    throw inWords(error, path);
  }
}

function inWords(error: unknown, path: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
  return new Error(`${path} cannot be read: ${why}.`, { cause: error });
}
