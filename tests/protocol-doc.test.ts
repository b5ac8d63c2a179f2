/**
 * docs/protocol.md shows the messages as tables and as bytes: here both are held against what the program writes and
 * reads. The tables of the document are made from those of the program; UPDATE_DOCS=1 writes them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { BEACON_TABLE, decodeBeacon, encodeBeacon } from '../shared/protocol/beacons';
import { messagesOf, packBundle } from '../shared/protocol/bundles';
import type { MessageTable, Specs } from '../shared/protocol/message-table';
import { packMessage } from '../shared/protocol/osc';
import { unpackMessage } from '../shared/protocol/osc-reader';
import { recordAt } from '../shared/protocol/motions';
import { encodeMotions } from '../shared/protocol/motions.fixture';
import {
  CLIENT_TABLE,
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerMessage,
  REFUSAL_CODES,
  SERVER_TABLE,
} from '../shared/protocol/messages';

/** What one annotation in an example stands for: text in quotes has no name, as it is an address or type tags. */
interface Part {
  name: string | undefined;
  value: string | number;
  bytes: Buffer;
}

interface Example {
  /** After ```hex: `bundle`, `frames`, `strings`, or nothing when it is a message. */
  kind: string;
  /** The first annotation, for the name of the test. */
  title: string;
  parts: Part[];
}

const PATH = `${__dirname}/../docs/protocol.md`;
const TABLES = { CLIENT_TABLE, SERVER_TABLE, BEACON_TABLE };

/** How the document shows a table, aligned as prettier does it. */
function markdownOf(table: MessageTable<Specs>): string {
  const rows = Object.entries(table.specs).map(([address, { fields, meaning }]) => [
    `\`${address}\``,
    table
      .typesOf(address)
      .map((types) => (types === '' ? '' : `\`${types}\``))
      .join(' or '),
    Object.entries(fields)
      .map(([name, { isOptional }]) => (isOptional ? `[${name}]` : name))
      .join(', '),
    meaning,
  ]);
  const head = ['address', 'types', 'arguments', 'meaning'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: string[], filler: string) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |`;
  return [line(head, ' '), line(['', '', '', ''], '-'), ...rows.map((cells) => line(cells, ' '))].join('\n');
}

/** The document with the tables of the program between its markers. */
function withTables(markdown: string): string {
  return Object.entries(TABLES).reduce((text, [name, table]) => {
    const [start, end] = [`<!-- ${name} -->\n\n`, `\n\n<!-- end of ${name} -->`];
    const [before, after] = [text.indexOf(start), text.indexOf(end)];
    if (before < 0 || after < before) throw new Error(`docs/protocol.md has no place for ${name}.`);
    return text.slice(0, before) + start + markdownOf(table) + text.slice(after);
  }, markdown);
}

if (process.env['UPDATE_DOCS']) writeFileSync(PATH, withTables(readFileSync(PATH, 'utf8')));
const document = readFileSync(PATH, 'utf8');
const examples: Example[] = Array.from(
  document.matchAll(/^```hex *(\w*)\n(.*?)^```$/gms),
  ([, kind, lines]) => {
    const parts = readParts(lines ?? '');
    return { kind: kind ?? '', title: String(parts[0]?.value), parts };
  },
);
const messages = examples.filter(({ kind }) => kind === '');

/** Reads the lines of an example: offset, bytes, annotation. One without an annotation goes on with the last part. */
function readParts(lines: string): Part[] {
  const parts: Part[] = [];
  let offset = 0;
  for (const line of lines.trimEnd().split('\n')) {
    const match = /^ *(\d+) {2}((?:[0-9a-f]{2} {1,2})*[0-9a-f]{2})(?: +(?:(\w+) = )?(["\d-].*))?$/.exec(line);
    if (!match) throw new Error(`Not a line of an example: ${line}`);
    const [, shownOffset, hex = '', name, value] = match;
    if (Number(shownOffset) !== offset) throw new Error(`The offset should be ${offset}: ${line}`);
    const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
    offset += bytes.length;
    const last = parts.at(-1);
    if (value !== undefined) parts.push({ name, value: JSON.parse(value) as string | number, bytes });
    else if (last) last.bytes = Buffer.concat([last.bytes, bytes]);
    else throw new Error(`An example begins with an annotation: ${line}`);
  }
  return parts;
}

const bytesOf = (parts: Part[]) => new Uint8Array(Buffer.concat(parts.map(({ bytes }) => bytes)));

/** The message that the annotations of an example tell. */
function messageOf([head, , ...args]: Part[]): unknown {
  const address = head?.value;
  if (address === '/game/players') return { address, players: recordsOf(args, ['id', 'role', 'score']) };
  if (address === '/things') {
    const things = recordsOf(args, ['id', 'x', 'y', 'vx', 'vy', 'age', 'kind']);
    const inPx = ({ vx = 0, vy = 0, ...one }: Record<string, number>) => ({ ...one, vx: vx / 8, vy: vy / 8 });
    return { address, things: things.map(inPx) };
  }
  if (address !== '/motions')
    return { address, ...Object.fromEntries(args.map(({ name, value }) => [name, value])) };
  const column = (name: string) => args.filter((arg) => arg.name === name).map(({ value }) => Number(value));
  return {
    address,
    ids: Int32Array.from(column('id')),
    xs: Float32Array.from(column('x')),
    ys: Float32Array.from(column('y')),
    vxs: Float32Array.from(column('vx'), (eighths) => eighths / 8),
    vys: Float32Array.from(column('vy'), (eighths) => eighths / 8),
    ages: Uint16Array.from(column('age')),
    flags: Uint16Array.from(column('flags')),
  };
}

/** The records of a blob, by the names of their values. */
function recordsOf(args: Part[], names: string[]): Record<string, number>[] {
  const [, ...values] = args;
  return Array.from({ length: values.length / names.length }, (_, i) =>
    Object.fromEntries(names.map((name, j) => [name, Number(values[i * names.length + j]?.value)])),
  );
}

/** The bytes read as the one who gets them reads them, and written again. */
function readAndWrite(address: string, bytes: Uint8Array): { read: unknown; written: Uint8Array } {
  const asClients = decodeClientMessage(bytes);
  if (typeof asClients !== 'string') return { read: asClients, written: encodeClientMessage(asClients) };
  // Both sides may have one of that address.
  if (!(address in SERVER_TABLE.specs)) throw new Error(`${address} is ${asClients}`);
  const read = decodeServerMessage(bytes);
  if (typeof read === 'string') throw new Error(`${address} is ${read}`);
  if (read.address !== '/motions') return { read, written: encodeServerMessage(read) };
  const records = Array.from(read.ids, (_, i) => recordAt(read, i, 0));
  return { read, written: encodeMotions(records, 0) };
}

/** What the bytes beside an annotation may be. Which number type it is, the example as a whole decides. */
function possibleBytes({ name, value }: Part): Buffer[] {
  if (typeof value === 'string') {
    if (name === 'time') return [Buffer.from(packBundle([], Date.parse(value)).subarray(8))];
    const content = Buffer.from(value);
    return [Buffer.concat([content, Buffer.alloc(4 - (content.length % 4))])];
  }
  const [byte, short, int, float] = [1, 2, 4, 4].map((bytes) => Buffer.alloc(bytes)) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  byte.writeUInt8(value & 255);
  short.writeUInt16BE(value & 0xffff);
  int.writeInt32BE(value | 0);
  float.writeFloatBE(value);
  if (name === 'size') return [byte, int];
  // Of the frames around a message, and of a record.
  if (name === 'flags') return [byte, short];
  if (name === 'age' || name === 'role' || name === 'score' || name === 'kind') return [short];
  return name === 'vx' || name === 'vy' ? [short, float] : [int, float];
}

test('the tables are those of the program (UPDATE_DOCS=1 npx jest tests/protocol-doc writes them)', () => {
  expect(document).toBe(withTables(document));
});

test.each(examples)('each line shows the bytes of what stands beside it: $kind $title', ({ parts }) => {
  for (const part of parts) expect(possibleBytes(part)).toContainEqual(part.bytes);
});

test.each(messages)('$title is read and written as the document shows', ({ title, parts }) => {
  const { read, written } = readAndWrite(title, bytesOf(parts));
  expect(read).toEqual(messageOf(parts));
  expect(written).toEqual(bytesOf(parts));
  const types = parts[1]?.value;
  expect(types).toBe(`,${unpackMessage(written)?.types}`);
});

test.each(Object.keys({ ...CLIENT_TABLE.specs, ...SERVER_TABLE.specs }))('%s has an example', (address) => {
  expect(messages.map(({ title }) => title)).toContain(address);
});

test.each(REFUSAL_CODES)('a refusal with the code %s has an example', (code) => {
  expect(messages.map(({ parts }) => messageOf(parts))).toContainEqual(
    expect.objectContaining({ address: '/refused', code }),
  );
});

test('a profile has an example with a key, and one without', () => {
  const profiles = messages.filter(({ title }) => title === '/profile').map(({ parts }) => messageOf(parts));
  expect(profiles).toContainEqual(expect.objectContaining({ key: expect.any(String) as string }));
  expect(profiles).toContainEqual(expect.not.objectContaining({ key: expect.any(String) as string }));
});

/** The only example of its kind. */
function theOnly(kind: string): Part[] {
  const [only, ...others] = examples.filter((example) => example.kind === kind);
  if (!only || others.length > 0) throw new Error(`There should be one example of ${kind}.`);
  return only.parts;
}

test('strings are written as the document shows', () => {
  const parts = theOnly('strings');
  // After the address and the type tags, four bytes each.
  const written = parts.map(({ value }) => packMessage('/x', 's', [value]).slice(8));
  expect(Buffer.concat(written)).toEqual(Buffer.from(bytesOf(parts)));
});

test('the bundle holds the messages that its annotations tell, and is written as the document shows', () => {
  const [head, time, ...rest] = theOnly('bundle');
  expect(head?.value).toBe('#bundle');
  const elements: Part[][] = [];
  rest.forEach((part, i) => {
    const isAddress = (other: Part | undefined) =>
      other?.name === undefined && /^\//.test(String(other?.value));
    if (isAddress(part)) elements.push([part]);
    // The number before an address is the element's size; packBundle below writes the same, or the test fails.
    else if (!isAddress(rest[i + 1])) elements.at(-1)?.push(part);
  });
  const packet = bytesOf(theOnly('bundle'));
  const held = messagesOf(packet) ?? [];
  expect(held).toEqual(elements.map(bytesOf));
  expect(held.map(decodeServerMessage)).toEqual(elements.map(messageOf));
  expect(packBundle(held, Date.parse(String(time?.value)))).toEqual(packet);
});

test('the beacon is read and written as the document shows', () => {
  const parts = theOnly('beacon');
  const beacon = decodeBeacon(bytesOf(parts));
  expect(beacon).toEqual(messageOf(parts));
  expect(beacon && Buffer.from(encodeBeacon(beacon))).toEqual(Buffer.from(bytesOf(parts)));
});

test('the frames hold a message that is relayed as it is', () => {
  const [firstFlags, firstSize, flags, size, ...message] = theOnly('frames');
  const payload = bytesOf(message);
  expect([firstFlags, firstSize, flags, size].map((part) => part?.value)).toEqual([1, 0, 0, payload.length]);
  expect(decodeClientMessage(payload)).toBe('foreign');
  const [address, types, ...args] = message.map(({ value }) => value);
  expect(unpackMessage(payload)).toEqual({ address, types: String(types).slice(1), args });
});
