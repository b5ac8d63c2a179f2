import { open } from 'node:fs/promises';
import { Command } from 'commander';
import { parseOrExit, wholeNumber } from '../cli/command-line';
import { CsvSink } from './recordings/csv';
import { exportRecording } from './recordings/export-recording';
import { McapSink } from './recordings/mcap';
import { ParquetSink } from './recordings/parquet';
import type { RowSink } from './recordings/row';

const HZ_MAX = 240;

const command = new Command('zeroyard-export')
  .description(
    'Writes what a recording of a yard holds as a table beside it, FILE.csv: a row for each motion and each event.',
  )
  .argument('<file>', 'the recording, compressed by gzip or not')
  .option(
    '--hz <n>',
    'adds where everybody was so many times a second',
    wholeNumber('a number of times', 1, HZ_MAX),
  )
  .option('--parquet', 'writes FILE.parquet too (Apache Parquet)')
  .option('--mcap', 'writes FILE.mcap too (messages in JSON)')
  .addHelpText('after', '\nThe columns, and how exact they are: docs/recordings.md.');

async function main(): Promise<void> {
  const parsed = parseOrExit(command, process.argv.slice(2));
  const { hz, parquet, mcap } = parsed.opts<{ hz?: number; parquet?: true; mcap?: true }>();
  const [file = ''] = parsed.args;
  const name = file.replace(/\.gz$/, '');
  const paths = [`${name}.csv`, ...(parquet ? [`${name}.parquet`] : []), ...(mcap ? [`${name}.mcap`] : [])];
  const openSinks = (): Promise<RowSink[]> => Promise.all(paths.map(openSink));
  const { rows, durationMs, isCut, fault } = await exportRecording(file, openSinks, hz);
  if (rows > 0) console.log(`${rows} rows of ${(durationMs / 1000).toFixed(1)} s: ${paths.join(', ')}.`);
  if (fault !== undefined) fail(`${file} was read up to a fault. ${fault}`);
  else if (isCut)
    process.stderr.write(
      `zeroyard-export: ${file} ends in the midst of a bundle: it was read up to there.\n`,
    );
}

async function openSink(path: string): Promise<RowSink> {
  const out = await open(path, 'w');
  if (path.endsWith('.parquet')) return new ParquetSink(out);
  return path.endsWith('.mcap') ? new McapSink(out) : new CsvSink(out);
}

function fail(sentence: string): void {
  process.stderr.write(`zeroyard-export: ${sentence}\n`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  fail((error as Error).message);
});
