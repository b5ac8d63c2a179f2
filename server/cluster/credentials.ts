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
  const text = bytes.subarray(0, MAX_BYTES).toString();
  if (/BEGIN NATS USER JWT/.test(text) && /BEGIN USER NKEY SEED/.test(text)) return bytes;
  throw new ClusterOptionError(
    `${file} holds no credentials of NATS: it has neither a user's JWT nor its seed.`,
    OPTION,
  );
}
