import { done, failed, type Answer } from './answer';

/** Records the yard (server/recorder). */
export interface HostRecorder {
  /** Begins, and resolves with the file. Rejects with an Error with a sentence for a person. @param file empty for a new one */
  start(file: string): Promise<string>;
  /** Resolves with what the recording holds, in a sentence; undefined where there was none. */
  stop(): Promise<string | undefined>;
}

/** Does what the word "record" says. @param argument a file, "stop", or empty */
export async function record(recorder: HostRecorder, argument: string): Promise<Answer> {
  if (argument.toLowerCase() === 'stop') {
    const ended = await recorder.stop();
    return ended === undefined ? failed('The yard is not recorded.') : done(ended);
  }
  try {
    const path = await recorder.start(argument);
    return done(`The yard is recorded to ${path}, and everybody in it is told so.`, { path });
  } catch (error) {
    return failed((error as Error).message);
  }
}
