import type { RecordingEnd } from '../../shared/recording/recording-reader';
import { readRecording } from './read-recording';
import type { Row, RowSink } from './row';
import { Rows } from './rows';

/** So many are written at once: a write for each would take longer. */
const BATCH_ROWS = 2000;

/** What was exported. */
export interface Exported extends RecordingEnd {
  rows: number;
  /** From the first bundle to the last. */
  durationMs: number;
}

/**
 * Writes the rows of a recording to all sinks, up to its end or first fault, and ends them.
 * @param openSinks is called once there is something to write, so that nothing is made of what is no recording
 * @param hz at how many moments a second it is said where everybody was; undefined for none
 * @throws an Error with a sentence for a person when the recording cannot be read, and what a sink rejects with
 */
export async function exportRecording(
  path: string,
  openSinks: () => Promise<readonly RowSink[]>,
  hz: number | undefined,
): Promise<Exported> {
  const rows = new Rows(hz);
  const some: Row[] = [];
  let sinks: readonly RowSink[] | undefined;
  let [written, beganMs, endedMs] = [0, 0, 0];
  const write = async (batch: readonly Row[]): Promise<void> => {
    written += batch.length;
    for (const sink of sinks ?? []) await sink.write(batch);
  };
  const end = await readRecording(path, async (bundles) => {
    if (!sinks) {
      sinks = await openSinks();
      beganMs = bundles[0]?.atMs ?? 0;
    }
    endedMs = bundles.at(-1)?.atMs ?? 0;
    for (const bundle of bundles) {
      for (const row of rows.push(bundle)) some.push(row);
      if (some.length >= BATCH_ROWS) await write(some.splice(0));
    }
  });
  for (const row of rows.end()) some.push(row);
  await write(some);
  for (const sink of sinks ?? []) await sink.end();
  return { ...end, rows: written, durationMs: endedMs - beganMs };
}
