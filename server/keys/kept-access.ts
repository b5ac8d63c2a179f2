/** What is kept of who may come in: the bans, the known identities and the present ticket, in the folder of a yard's keys. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { BANS_MAX, type Ban } from '../access/bans';
import type { AccessRules, KeptAccess } from '../access/access-rules';
import { KNOWN_IDENTITIES_MAX } from '../access/known-identities';
import { isKey, isTicket } from '../../shared/keys';
import { cleanText, validateName } from '../../shared/profile';
import { PrivateFile } from '../../cli/private-file';

const TICKET_BYTES = 16;

/** A new ticket: nobody guesses 16 random bytes. */
export function createTicket(): string {
  return randomBytes(TICKET_BYTES).toString('base64url');
}

/**
 * Three files, each its user's alone. Without a folder nothing is kept from one run to the next. Servers with the same keys
 * keep theirs in the same files: each adds and takes away what is its own, and leaves what others wrote.
 */
export class AccessFiles {
  private readonly bans: PrivateFile | undefined;
  private readonly identities: PrivateFile | undefined;
  private readonly ticket: PrivateFile | undefined;
  /** Those that were banned here when they were read or written last. */
  private keptBans: readonly Ban[] = [];

  constructor(folder: string | undefined) {
    const file = (name: string) => (folder === undefined ? undefined : new PrivateFile(join(folder, name)));
    this.bans = file('bans.json');
    this.identities = file('identities.json');
    this.ticket = file('ticket');
  }

  /**
   * What was kept.
   * @throws an Error with a sentence for a person when a file cannot be read or is damaged: it is left as it is, since a yard
   * without its bans is none that its host meant to open
   */
  read(): KeptAccess {
    this.keptBans = this.readBans();
    return { bans: this.keptBans, identities: this.readIdentities(), ticket: this.readTicket() };
  }

  /**
   * @param bans all that are in force here, the latest first
   * @throws an Error with a sentence for a person when they cannot be written
   */
  writeBans(bans: readonly Ban[]): void {
    if (!this.bans) return;
    const added = without(bans, this.keptBans);
    const lifted = without(this.keptBans, bans);
    const all = [...added, ...without(without(this.readBans(), added), lifted)];
    if (all.length > BANS_MAX)
      throw new Error(`${this.bans.path} holds ${BANS_MAX} bans already, and no more fit: unban somebody.`);
    this.bans.write(`${JSON.stringify({ version: 1, bans: all }, undefined, 2)}\n`);
    this.keptBans = bans;
  }

  /** @throws an Error with a sentence for a person when it cannot be written */
  writeTicket(ticket: string): void {
    this.ticket?.write(`${ticket}\n`);
  }

  /**
   * Writes the known identities where they have changed since they were written last.
   * @throws an Error with a sentence for a person when they cannot be written
   */
  writeKnown({ known }: AccessRules): void {
    if (!known.isChanged) return;
    const isOther = (identity: string) => !known.has(identity) && !known.isForgotten(identity);
    const others = this.readIdentities().filter(isOther);
    const identities = [...others, ...known.all].slice(-KNOWN_IDENTITIES_MAX);
    this.identities?.write(`${JSON.stringify({ version: 1, identities })}\n`);
    known.isChanged = false;
  }

  private readBans(): Ban[] {
    return readList(this.bans, 'bans', BANS_MAX, readBan);
  }

  private readIdentities(): string[] {
    return readList(this.identities, 'identities', KNOWN_IDENTITIES_MAX, readIdentity);
  }

  private readTicket(): string | undefined {
    const text = this.ticket?.read();
    if (text === undefined || this.ticket === undefined) return undefined;
    if (!isTicket(text.trimEnd())) throw damaged(this.ticket, 'it holds no ticket');
    return text.trimEnd();
  }
}

function without(bans: readonly Ban[], others: readonly Ban[]): Ban[] {
  const identities = new Set(others.map(({ identity }) => identity));
  return bans.filter(({ identity }) => !identities.has(identity));
}

/** Reads a list under its name in an object; one entry that is wrong is damage of the whole. */
function readList<T>(
  file: PrivateFile | undefined,
  name: string,
  max: number,
  readEntry: (entry: unknown) => T | undefined,
): T[] {
  const text = file?.read();
  if (file === undefined || text === undefined) return [];
  const { version, [name]: list } = parseObject(text) ?? {};
  if (version !== 1) throw damaged(file, 'it is no JSON of version 1');
  if (!Array.isArray(list)) throw damaged(file, `it holds no list of ${name}`);
  if (list.length > max) throw damaged(file, `it holds more than ${max} ${name}`);
  return list.map((entry, i) => {
    const read = readEntry(entry);
    if (read === undefined) throw damaged(file, `number ${i + 1} of its ${name} is none`);
    return read;
  });
}

function readBan(entry: unknown): Ban | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { identity, name } = entry as Record<string, unknown>;
  if (typeof name !== 'string' || name !== cleanText(name) || validateName(name)) return undefined;
  return typeof identity === 'string' && isKey(identity) ? { identity, name } : undefined;
}

function readIdentity(entry: unknown): string | undefined {
  return typeof entry === 'string' && isKey(entry) ? entry : undefined;
}

/** The object that a text is as JSON. (JSON's own errors quote what they could not read: they are not told.) */
function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function damaged({ path }: PrivateFile, why: string): Error {
  return new Error(`${path} is damaged (${why}). It was left as it is: mend it, or move it away.`);
}
