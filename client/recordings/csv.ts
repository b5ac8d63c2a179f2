import type { FileHandle } from 'node:fs/promises';
import { COLUMNS, isoTime, secondsOf, type Row, type RowSink } from './row';

/** What a field may hold without quotes around it (RFC 4180). */
const NEEDS_QUOTES = /[",\r\n]/;

/** Writes rows as comma-separated values (RFC 4180) in UTF-8, with their names in the first line. */
export class CsvSink implements RowSink {
  private readonly file: FileHandle;
  private isBegun = false;

  /** @param file which it closes */
  constructor(file: FileHandle) {
    this.file = file;
  }

  async write(rows: readonly Row[]): Promise<void> {
    const head = this.isBegun ? '' : `${COLUMNS.join()}\n`;
    this.isBegun = true;
    await this.file.appendFile(head + rows.map(line).join(''));
  }

  async end(): Promise<void> {
    if (!this.isBegun) await this.write([]);
    await this.file.close();
  }
}

function line(row: Row): string {
  const { event, id, name, x, y, vx, vy, text } = row;
  return `${[isoTime(row), secondsOf(row), event, id, name, x, y, vx, vy, text].map(field).join()}\n`;
}

function field(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text = String(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
