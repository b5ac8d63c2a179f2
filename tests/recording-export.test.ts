/** Recordings as tables: the same numbers in each format, by programs that are not ours, whatever their size. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { McapStreamReader } from '@mcap/core';
import { packMessage } from '../shared/protocol/osc';
import { fakeRecording, START_MS } from '../shared/recording/recording.fixture';
import { killAll, Program } from './support/programs';
import { pythonWith } from './support/python';
import { testUnless } from './support/test-unless';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeroyard-'));
});
afterEach(async () => {
  await killAll();
  rmSync(folder, { recursive: true, force: true });
});

const WALKERS = 3;
const SECONDS = 12;
const HZ = 20;
const LINE = 'Wait, "Ada" said, Zoë; 1,5 🦊';
const recording = fakeRecording(WALKERS, SECONDS, [
  [1000, { address: '/player/said', id: 2, text: LINE }],
  [1500, { address: '/mark', text: 'stimulus 7' }],
  [1600, { address: '/mark', text: 'stimulus 7' }],
  [1700, { address: '/recorded', recorded: 1 }],
  [1800, { address: '/recorded', recorded: 1 }],
  [2000, packMessage('/mouse', 'fib', [1.5, 2, Uint8Array.of(7, 8)])],
]);

async function exportFile(
  bytes: Uint8Array,
  args: string[],
  env: NodeJS.ProcessEnv = {},
  name = 'evening.osc',
) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const program = new Program('export', [path, ...args], [], { env });
  const code = await program.exit();
  return { ...{ path, code }, errors: program.errors, output: program.output };
}

/** A table as other programs read it: an object a row, without what is empty. */
type Table = Record<string, string | number>[];

/** Numbers are compared to the last bit, times as milliseconds. */
function plain(rows: readonly Record<string, unknown>[]): Table {
  return rows.map((row) => {
    const fields = Object.entries(row).filter(
      ([, value]) => value !== null && value !== '' && value !== undefined,
    );
    return Object.fromEntries(
      fields.map(([key, value]) => [
        key,
        key === 'time' ? Date.parse(String(value)) : (value as string | number),
      ]),
    );
  });
}

function readCsv(path: string): Table {
  const fields = [...readFileSync(path, 'utf8').matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))([,\n])/g)];
  const lines: string[][] = [[]];
  for (const [, quoted, bare, end] of fields) {
    lines.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\n') lines.push([]);
  }
  const [head = [], ...rest] = lines.slice(0, -1);
  const isText = new Set(['time', 'event', 'name', 'text']);
  return plain(
    rest.map((line) =>
      Object.fromEntries(
        head.map((key, i) => [key, isText.has(key) || line[i] === '' ? line[i] : Number(line[i])]),
      ),
    ),
  );
}

function readMcap(path: string): Table {
  const reader = new McapStreamReader({ validateCrcs: true });
  reader.append(readFileSync(path));
  const rows: Record<string, unknown>[] = [];
  const topics = new Map<number, string>();
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
    if (record.type === 'Channel') topics.set(record.id, record.topic);
    if (record.type !== 'Message') continue;
    const row = JSON.parse(Buffer.from(record.data).toString()) as Record<string, unknown>;
    expect(topics.get(record.channelId)).toBe(`/zeroyard/${String(row['event'])}`);
    expect(Number(record.logTime / 1_000_000n)).toBe(Date.parse(String(row['time'])));
    rows.push(row);
  }
  expect(reader.done()).toBe(true);
  return plain(rows);
}

function linesOf(command: string, args: string[]): Table {
  const output = execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 27 });
  return plain(
    output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );
}

test('CSV, Parquet and MCAP hold the same numbers, and they are where everybody was', async () => {
  const { path, code, errors, output } = await exportFile(recording.bytes, [
    '--hz',
    String(HZ),
    '--parquet',
    '--mcap',
  ]);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const rows = readCsv(`${path}.csv`);
  expect(output).toContain(`${rows.length} rows of ${SECONDS}.0 s: `);
  expect(linesOf(process.execPath, ['tests/support/read-parquet.mjs', `${path}.parquet`])).toEqual(rows);
  expect(readMcap(`${path}.mcap`)).toEqual(rows);
  expect(rows.map(({ seconds }) => seconds)).toEqual(
    rows.map(({ seconds }) => seconds).sort((a, b) => Number(a) - Number(b)),
  );
  expect(rows).toContainEqual({
    ...{ time: START_MS + 1000, seconds: 1, event: 'said', id: 2, name: 'Walker 2', text: LINE },
  });
  expect(rows).toContainEqual({
    ...{ time: START_MS + 2000, seconds: 2, event: 'osc', text: '{"address":"/mouse","args":[1.5,2,[7,8]]}' },
  });
  // Each mark counts; of what is told again and again the change.
  const told = rows.filter(({ event }) => event === 'mark' || event === 'recorded');
  expect(told.map(({ seconds, text }) => [seconds, text])).toEqual([
    [1.5, 'stimulus 7'],
    [1.6, 'stimulus 7'],
    [1.7, '{"recorded":1}'],
  ]);
  const samples = rows.filter(({ event }) => event === 'sample');
  expect(samples).toHaveLength(WALKERS * (HZ * SECONDS + 1));
  for (const { id, seconds, x, y } of samples) {
    const was = recording.at(Number(id), START_MS + Number(seconds) * 1000);
    expect(Math.hypot(Number(x) - was.x, Number(y) - was.y)).toBeLessThan(0.5);
  }
  for (const { id, time, x, y } of rows.filter(({ event }) => event === 'motion')) {
    const was = recording.at(Number(id), Number(time));
    expect(Math.hypot(Number(x) - was.x, Number(y) - was.y)).toBeLessThan(0.01);
  }
}, 60_000);

const PANDAS = pythonWith('pandas');
testUnless(
  PANDAS === undefined ? 'no python3 here can import pandas (Debian’s python3-pandas)' : undefined,
  'pandas reads the CSV as it was written',
  async () => {
    const { path } = await exportFile(recording.bytes, ['--hz', String(HZ)]);
    const script = `import pandas, sys\nt = pandas.read_csv(sys.argv[1], float_precision='round_trip', parse_dates=['time'])\nprint(t.to_json(orient='records', lines=True, date_format='iso', date_unit='us', double_precision=15))`;
    expect(linesOf(PANDAS ?? '', ['-c', script, `${path}.csv`])).toEqual(readCsv(`${path}.csv`));
  },
);

const PYARROW = pythonWith('pandas, pyarrow');
testUnless(
  PYARROW === undefined ? 'no python3 here can import pandas and pyarrow' : undefined,
  'Apache Arrow reads the Parquet file as the CSV',
  async () => {
    const { path } = await exportFile(recording.bytes, ['--hz', String(HZ), '--parquet']);
    const script = `import pandas, sys\nt = pandas.read_parquet(sys.argv[1], engine='pyarrow')\nprint(t.to_json(orient='records', lines=True, date_format='iso', date_unit='us', double_precision=15))`;
    expect(linesOf(PYARROW ?? '', ['-c', script, `${path}.parquet`])).toEqual(readCsv(`${path}.csv`));
  },
);

test('one that gzip has compressed is exported beside it, as if it were not', async () => {
  const plainly = await exportFile(recording.bytes, []);
  const compressed = await exportFile(gzipSync(recording.bytes), [], {}, 'night.osc.gz');
  expect(compressed).toMatchObject({ code: 0, errors: '' });
  expect(readFileSync(join(folder, 'night.osc.csv'), 'utf8')).toBe(
    readFileSync(`${plainly.path}.csv`, 'utf8'),
  );
});

test('a cut end is a warning, a fault an error, both read up to there; of what is no recording nothing is made', async () => {
  const half = recording.bytes.subarray(0, Math.floor(recording.bytes.length / 2) | 1);
  const cut = await exportFile(half, []);
  expect(cut.errors).toContain('ends in the midst of a bundle: it was read up to there');
  expect(cut.code).toBe(0);
  const rows = readCsv(`${cut.path}.csv`).length;
  expect(rows).toBeGreaterThan(10);
  const compressed = await exportFile(gzipSync(half).subarray(0, -9), [], {}, 'cut.osc.gz');
  expect(compressed).toMatchObject({
    code: 0,
    errors: expect.stringContaining('ends in the midst') as string,
  });
  const broken = await exportFile(Buffer.concat([half, Buffer.alloc(1000, 0xff)]), [], {}, 'broken.osc');
  expect(broken.errors).toMatch(/broken\.osc was read up to a fault\. At byte \d+ .+\n/);
  expect(broken.code).toBe(1);
  expect(readCsv(`${broken.path}.csv`)).toHaveLength(rows);
  const none = await exportFile(Buffer.from('x,y\n1,2\n'), ['--parquet'], {}, 'table.txt');
  expect(none).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('At byte 0') as string });
  expect(existsSync(`${none.path}.csv`)).toBe(false);
  const missing = new Program('export', [join(folder, 'nowhere.osc')]);
  expect(await missing.exit()).toBe(1);
  expect(missing.errors).toContain('nowhere.osc cannot be read: there is no such file.');
});

test('memory does not grow with the recording: a heap that holds a small part of the rows is enough', async () => {
  const { bytes } = fakeRecording(60, 40);
  const args = ['--hz', '60', '--parquet', '--mcap'];
  const { path, code, errors, output } = await exportFile(bytes, args, {
    NODE_OPTIONS: '--max-old-space-size=32',
  });
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(output).toMatch(/^1\d{5} rows /);
  expect(statSync(`${path}.csv`).size).toBeGreaterThan(10e6);
}, 120_000);
