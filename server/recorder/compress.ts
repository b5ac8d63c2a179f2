import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const FILE_MODE = 0o600;

/**
 * Compresses a file by gzip into a new one, and removes it. Where that fails, or is aborted, the file stays as it is, and
 * there is no other. Rejects then with what the system says.
 */
export async function compress(from: string, to: string, signal: AbortSignal): Promise<void> {
  const file = await open(to, 'wx', FILE_MODE);
  try {
    await pipeline(createReadStream(from), createGzip(), file.createWriteStream(), { signal });
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
  await rm(from, { force: true });
}
