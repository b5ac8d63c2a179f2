import type { FileHandle } from 'node:fs/promises';
import { McapWriter } from '@mcap/core';
import { isoTime, secondsOf, type Row, type RowSink } from './row';

const number = { type: 'number' };
const text = { type: 'string' };
/** JSON Schema of a message: the columns of the other formats, those left out that a row does not have. */
const SCHEMA = {
  title: 'zeroyard.Row',
  type: 'object',
  properties: {
    ...{
      time: { type: 'string', format: 'date-time' },
      seconds: number,
      event: text,
      id: { type: 'integer' },
    },
    ...{ name: text, x: number, y: number, vx: number, vy: number, text },
  },
  required: ['time', 'seconds', 'event'],
};

/** Writes rows as messages in JSON, those of each event in a channel of its own (`/zeroyard/motion`). */
export class McapSink implements RowSink {
  private readonly file: FileHandle;
  private readonly writer: McapWriter;
  private readonly channels = new Map<string, { id: number; sequence: number }>();
  private written = 0n;
  private schemaId: number | undefined;

  /** @param file which it closes */
  constructor(file: FileHandle) {
    this.file = file;
    const write = async (bytes: Uint8Array) => {
      await file.appendFile(bytes);
      this.written += BigInt(bytes.length);
    };
    this.writer = new McapWriter({ writable: { write, position: () => this.written } });
  }

  async write(rows: readonly Row[]): Promise<void> {
    await this.begin();
    for (const row of rows) {
      const { timeUs, sinceUs, ...fields } = row;
      const channel = await this.channelOf(row.event);
      const logTime = BigInt(timeUs) * 1000n;
      const message = { time: isoTime(row), seconds: secondsOf({ ...row, sinceUs }), ...fields };
      const data = Buffer.from(JSON.stringify(message));
      await this.writer.addMessage({
        ...{ channelId: channel.id, sequence: channel.sequence++, logTime, publishTime: logTime, data },
      });
    }
  }

  async end(): Promise<void> {
    await this.begin();
    await this.writer.end();
    await this.file.close();
  }

  private async begin(): Promise<void> {
    if (this.schemaId !== undefined) return;
    await this.writer.start({ profile: '', library: 'zeroyard' });
    const data = Buffer.from(JSON.stringify(SCHEMA));
    this.schemaId = await this.writer.registerSchema({ name: SCHEMA.title, encoding: 'jsonschema', data });
  }

  private async channelOf(event: string): Promise<{ id: number; sequence: number }> {
    let channel = this.channels.get(event);
    if (!channel) {
      const id = await this.writer.registerChannel({
        ...{ topic: `/zeroyard/${event}`, messageEncoding: 'json', metadata: new Map() },
        schemaId: this.schemaId ?? 0,
      });
      this.channels.set(event, (channel = { id, sequence: 0 }));
    }
    return channel;
  }
}
