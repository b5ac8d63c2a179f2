import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

/** A file as it is served, kept in memory: no request touches the disk, so none can reach what was not meant. */
export interface ServedFile {
  type: string;
  body: Buffer;
  /** The same in fewer bytes, where that helps. Not Brotli: browsers ask for that over https alone. */
  gzipped: Buffer | undefined;
  etag: string;
  /** Its name has its content's hash in it, so that it never changes. */
  isImmutable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
/** These are compressed already. */
const COMPRESSED = new Set(['.png', '.woff2']);
/** Where Vite puts the files that it names after their content. */
const HASHED_FOLDER = '/assets/';

const compress = promisify(gzip);

/** Reads all files of these folders, by the path of their URL. One of a type that no page has is not served. */
export async function readFiles(folders: readonly string[]): Promise<Map<string, ServedFile>> {
  const found = new Map<string, ServedFile>();
  for (const folder of folders) {
    for (const name of await readdir(folder, { recursive: true })) {
      if (!(extname(name) in TYPES)) continue;
      const path = `/${name.replaceAll(sep, '/')}`;
      found.set(path, await servedFile(path, await readFile(join(folder, name))));
    }
  }
  return found;
}

/** Makes a file of what stands under `path`. */
export async function servedFile(path: string, body: Buffer): Promise<ServedFile> {
  const extension = extname(path);
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    body,
    gzipped: COMPRESSED.has(extension)
      ? undefined
      : await compress(body, { level: constants.Z_BEST_COMPRESSION }),
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    isImmutable: path.startsWith(HASHED_FOLDER),
  };
}
