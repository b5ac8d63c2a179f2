import { join } from 'node:path';
import { PrivateFile } from '../../cli/private-file';
import { isKept, isNewer, keyOf, readStamped, writeStamped, type Stamped } from './access-registers';

/** Of what it holds; more is damage. */
const REGISTERS_MAX = 10_000;

/**
 * `yard.json` in the folder of a secured yard's keys: when each ban, the ticket, the lock and each mute was said, and the bans
 * that were taken back, so that a server that was away knows what is newer. Without a folder nothing is kept.
 */
export class RegisterFile {
  private readonly file: PrivateFile | undefined;

  constructor(folder: string | undefined) {
    this.file = folder === undefined ? undefined : new PrivateFile(join(folder, 'yard.json'));
  }

  /**
   * To be read before the bans are: who is banned in between is not taken for one whose ban was taken back.
   * @returns undefined where there is none: this server was in no yard of several
   * @throws an Error with a sentence for a person when it cannot be read or is damaged; it is left as it is
   */
  read(): Stamped[] | undefined {
    const text = this.file?.read();
    if (text === undefined) return undefined;
    const all = parse(text);
    if (!all)
      throw new Error(`${this.file?.path} is damaged. It was left as it is: mend it, or move it away.`);
    return all;
  }

  /**
   * Writes what is to be kept, together with what another server with the same folder has written.
   * @throws an Error with a sentence for a person when that cannot be
   */
  write(all: readonly Stamped[]): void {
    if (!this.file) return;
    const newest = new Map<string, Stamped>();
    for (const stamped of [...(this.read() ?? []), ...all.filter(({ value }) => isKept(value))]) {
      const key = keyOf(stamped.value, (text) => text);
      if (isNewer(stamped, newest.get(key))) newest.set(key, stamped);
    }
    const lines = [...newest.values()].map(writeStamped);
    this.file.write(`{ "version": 1, "registers": [\n${lines.join(',\n')}\n] }\n`);
  }
}

/** Undefined when one of them is none, which is damage of the whole. */
function parse(text: string): Stamped[] | undefined {
  try {
    const { version, registers } = JSON.parse(text) as Record<string, unknown>;
    if (version !== 1 || !Array.isArray(registers) || registers.length > REGISTERS_MAX) return undefined;
    const read = registers.map((each) => readStamped(JSON.stringify(each)));
    return read.every((each) => each !== undefined) ? read : undefined;
  } catch {
    return undefined;
  }
}
