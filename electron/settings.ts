import { renameSync } from 'node:fs';
import { join } from 'node:path';
import Conf, { type Schema } from 'conf';
import { healSettings, type AnySettings, type StoredSettings } from './stored-settings';

const DEFAULTS: StoredSettings = {
  recent: [],
  known: [],
  preferences: { isMuted: false, hasSeenHelp: false },
};

/** A folder of somebody else, one that may not be changed, and a disk that is read-only. */
const NOT_OURS: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

const text = { type: 'string', maxLength: 200 } as const;
const truth = { type: 'boolean' } as const;
const pixels = { type: 'integer' } as const;
/** A file that has another shape was changed by hand or by a fault, and is not believed. Values are healed one by one. */
const SCHEMA: Schema<AnySettings> = {
  profile: { type: 'object', properties: { name: text, colour: text } },
  recent: {
    type: 'array',
    items: {
      type: 'object',
      properties: { name: text, address: text, serverKey: text },
      required: ['name', 'address'],
    },
  },
  known: {
    type: 'array',
    items: {
      type: 'object',
      properties: { name: text, address: text, serverKey: text },
      required: ['name', 'address', 'serverKey'],
    },
  },
  preferences: {
    type: 'object',
    properties: { isMuted: truth, hasSeenHelp: truth },
    required: ['isMuted', 'hasSeenHelp'],
  },
  yardSize: text,
  yard: {
    type: 'object',
    properties: {
      ...{ name: text, reach: text, size: text, port: { type: 'number' } },
      access: { type: 'object', properties: { computer: text, network: text } },
    },
  },
  window: {
    type: 'object',
    properties: { x: pixels, y: pixels, width: pixels, height: pixels, isMaximized: truth },
    required: ['x', 'y', 'width', 'height', 'isMaximized'],
  },
};

/** The settings file, `settings.json`. A game that cannot read or write it plays on, and says so. */
export class Settings {
  private readonly values: StoredSettings = { ...DEFAULTS };
  /** What the file holds, as far as this game knows: besides, it may be damaged or deleted at any time. */
  private written: StoredSettings = { ...DEFAULTS };
  /** Undefined where it can be neither read nor written. */
  private file: Conf<AnySettings> | undefined;
  private faults: string[] = [];
  private hasFailed = false;

  constructor(folder: string) {
    this.file = this.open(folder);
    if (!this.file) return;
    this.written = healSettings(this.file.store);
    this.values = { ...this.written };
  }

  get<K extends keyof StoredSettings>(key: K): StoredSettings[K] {
    return this.values[key];
  }

  set<K extends keyof StoredSettings>(key: K, value: Exclude<StoredSettings[K], undefined>): void {
    this.values[key] = value;
    if (!this.file) return;
    try {
      // Whole, and not by key: that would read the file first, and keep what a fault has left of it.
      const settings = { ...this.written, [key]: value };
      this.file.store = settings;
      this.written = settings;
    } catch (error) {
      if (!this.hasFailed) this.faults.push(`Your settings could not be saved: ${(error as Error).message}.`);
      this.hasFailed = true;
      // Where the folder is not ours to write, each try would hold the game up for a second: the package goes on trying.
      if (NOT_OURS.has((error as NodeJS.ErrnoException).code ?? '')) this.file = undefined;
    }
  }

  /** What went wrong since this was asked the last time, in sentences for a person. */
  drainFaults(): string[] {
    const { faults } = this;
    this.faults = [];
    return faults;
  }

  private open(folder: string): Conf<AnySettings> | undefined {
    const open = () =>
      new Conf<AnySettings>({
        cwd: folder,
        configName: 'settings',
        schema: SCHEMA,
        defaults: DEFAULTS,
        projectVersion: '1.0.0',
        // The package's preset lets everybody write it.
        configFileMode: 0o600,
      });
    try {
      return open();
    } catch (error) {
      return this.setAside(join(folder, 'settings.json'), open, error as Error);
    }
  }

  /** Keeps a file that cannot be read under another name, and starts anew. */
  private setAside(file: string, open: () => Conf<AnySettings>, fault: Error): Conf<AnySettings> | undefined {
    const kept = `${file}.broken-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    try {
      renameSync(file, kept);
      const anew = open();
      this.faults.push(
        `Your settings could not be read, so they start anew. The old file is kept as ${kept}.`,
      );
      return anew;
    } catch {
      this.faults.push(`Your settings can neither be read nor saved: ${fault.message}.`);
      return undefined;
    }
  }
}
