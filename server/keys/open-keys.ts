import { join } from 'node:path';
import { PrivateFile } from '../../cli/private-file';
import type { AccessOptions, AccessRules } from '../access/access-rules';
import { loadKeyPair, type KeyPair } from './key-pair';
import { AccessFiles } from './kept-access';
import { openAccess } from './open-access';

/** In the folder of the keys. */
const KEY_FILE = 'server.key';

/** What is kept of a yard, as it was opened. */
export interface Keys {
  /** Of a secured yard. */
  pair: KeyPair | undefined;
  access: AccessRules;
  files: AccessFiles;
}

/**
 * Opens the folder in which a secured yard keeps its keys and who may come in; of an open yard nothing is kept.
 * @param options `keys` is that folder; undefined of an open yard
 * @param warn is told in a sentence what the host should know
 * @throws an Error with a sentence for a person when something in it cannot be read
 */
export function openKeys(
  options: AccessOptions & { keys: string | undefined },
  warn: (sentence: string) => void,
): Keys {
  const files = new AccessFiles(options.keys);
  const access = openAccess(options, files, warn);
  const pair = options.keys === undefined ? undefined : openKeyPair(options.keys, warn);
  return { pair, access, files };
}

function openKeyPair(folder: string, warn: (sentence: string) => void): KeyPair {
  const file = new PrivateFile(join(folder, KEY_FILE));
  const pair = loadKeyPair(file);
  if (file.isExposed) warn(readOnlyWords(file.path));
  else if (file.wasExposed) warn(exposedWords(file.path));
  return pair;
}

function exposedWords(path: string): string {
  return `${path} could be read or replaced by other users of this computer: whoever has it can pass for this yard. Keep its folder to yourself, and move the file away if you trust them not: a new one is made.`;
}

function readOnlyWords(path: string): string {
  return `${path} can be read by other users of this computer, and could not be made private, since it lies on a read-only file system: whoever reads it can pass for this yard. If there are others, mount it so that this user alone may read it.`;
}
