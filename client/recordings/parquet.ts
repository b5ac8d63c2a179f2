import type { FileHandle } from 'node:fs/promises';
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { COLUMNS, secondsOf, type Row, type RowSink } from './row';

/** A row group: so many rows are in memory, and a reader skips as many at once. */
const GROUP_ROWS = 20_000;

type Column = (typeof COLUMNS)[number];
type Kind = Pick<SchemaElement, 'type' | 'converted_type'>;
const TEXT: Kind = { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
const NUMBER: Kind = { type: 'DOUBLE' };
const KINDS: Readonly<Record<Column, Kind & { isRequired?: boolean }>> = {
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MICROS', isRequired: true },
  seconds: { ...NUMBER, isRequired: true },
  event: { ...TEXT, isRequired: true },
  id: { type: 'INT32' },
  name: TEXT,
  ...{ x: NUMBER, y: NUMBER, vx: NUMBER, vy: NUMBER },
  text: TEXT,
};
const SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: COLUMNS.length },
  ...COLUMNS.map((name): SchemaElement => {
    const { isRequired, ...kind } = KINDS[name];
    return { name, ...kind, repetition_type: isRequired ? 'REQUIRED' : 'OPTIONAL' };
  }),
];

/** Writes rows as Apache Parquet, compressed by Snappy. */
export class ParquetSink implements RowSink {
  private readonly file: FileHandle;
  private readonly bytes = new ByteWriter();
  private readonly writer = new ParquetWriter({ writer: this.bytes, schema: SCHEMA, createdBy: 'zeroyard' });
  private rows: Row[] = [];

  /** @param file which it closes */
  constructor(file: FileHandle) {
    this.file = file;
  }

  async write(rows: readonly Row[]): Promise<void> {
    for (const row of rows) this.rows.push(row);
    if (this.rows.length >= GROUP_ROWS) await this.writeGroup();
  }

  async end(): Promise<void> {
    if (this.rows.length > 0) await this.writeGroup();
    await this.writer.finish();
    await this.flush();
    await this.file.close();
  }

  private async writeGroup(): Promise<void> {
    const { rows } = this;
    this.rows = [];
    const columnData = COLUMNS.map((name) => ({
      ...{ name, data: rows.map((row) => valueOf(row, name)), offsetIndex: false },
    }));
    await this.writer.write({ columnData, rowGroupSize: rows.length });
    await this.flush();
  }

  /** Hands over to the file what the library has put together, whose offsets go on. */
  private async flush(): Promise<void> {
    await this.file.appendFile(this.bytes.getBytes());
    this.bytes.index = 0;
  }
}

function valueOf(row: Row, name: Column): bigint | number | string | null {
  if (name === 'time') return BigInt(row.timeUs);
  return (name === 'seconds' ? secondsOf(row) : row[name]) ?? null;
}
