import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ClusterOptionError } from './cluster-options';

/** The option by which a file of credentials is named. */
const OPTION = '--cluster-credentials';
const MAX_BYTES = 64 * 1024;

/**
 * Reads a file of credentials as NATS' tools write it (.creds).
 * @throws ClusterOptionError with a sentence for a person, which holds nothing of the file
 */
export async function readCredentials(file: string): Promise<Uint8Array> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new ClusterOptionError(`The file of credentials ${file} cannot be read (${code}).`, OPTION, error);
  }
  if (isCredentials(bytes)) return bytes;
  throw new ClusterOptionError(
    `${file} holds no credentials of NATS: it has neither a user's JWT nor its seed.`,
    OPTION,
  );
}

/**
 * The credentials for each connection: those expire, and an operator puts new ones in their place. Where the file cannot be read
 * any more, or is being written, they are the last ones that could be.
 * @param last as readCredentials() read them
 */
export function rereadCredentials(file: string, last: Uint8Array): () => Uint8Array {
  return () => {
    try {
      const bytes = readFileSync(file);
      if (isCredentials(bytes)) last = bytes;
    } catch {
      // NATS' client would give up for good if this threw.
    }
    return last;
  };
}

function isCredentials(bytes: Buffer): boolean {
  const text = bytes.subarray(0, MAX_BYTES).toString();
  // The end too: half of a file is none.
  return /BEGIN NATS USER JWT/.test(text) && /BEGIN USER NKEY SEED[\s\S]*END USER NKEY SEED/.test(text);
}
