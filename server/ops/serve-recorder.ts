import type { Logger } from 'pino';
import type { Host } from '../../cli/stopping';
import type { ServerOrder, ServerReport } from '../../shared/process-reports';
import { epochMs } from '../net/clock';
import type { ServerLoop } from '../net/server-loop';
import { Recorder, type RecordingOptions } from '../recorder/recorder';
import type { Yard } from '../yard/yard';

/** The recorder of a yard that is open: it tells the log of its recordings, and the game that started this process. */
export function serveRecorder(
  yard: Yard,
  loop: ServerLoop,
  options: RecordingOptions,
  { log, host: { parentPort } }: { log: Logger; host: Host<ServerReport, ServerOrder> },
): Recorder {
  return new Recorder(
    {
      yardName: yard.options.name,
      observe: (observer) => loop.observe(observer),
      setRecorded: (isRecorded) => yard.recordedNotice.set(isRecorded, epochMs()),
      onBegin: (path) => {
        const text = `The yard is recorded to ${path}.`;
        log.info({ path }, text);
        parentPort?.postMessage({ event: 'recording', path, text, isFault: false });
      },
      onEnd: (text, isFault) => {
        if (isFault) log.error(text);
        else log.info(text);
        parentPort?.postMessage({ event: 'recording', path: undefined, text, isFault });
      },
      warn: (sentence) => log.warn(sentence),
      nowMs: epochMs,
    },
    options,
  );
}
