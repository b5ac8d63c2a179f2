import { formatAddress } from '../shared/address';
import type { Simulation } from '../shared/simulation';
import { formatTarget, splitTarget, type Target } from '../shared/target';
import { untilStopped } from '../cli/stopping';
import { closedWords } from './events';
import { FollowingClient } from './following-client';
import { WatchLog } from './watch-log';

/** Of what moved one line says so much at once. */
const SUMMED_MS = 10_000;

export interface WatchOptions {
  join: Target;
  seconds?: number;
  simulate: Simulation;
}

/** Looks on at a yard, and prints what happens, a line each. @param fail says why it cannot, in a sentence */
export function watchYard({ join, seconds, simulate }: WatchOptions, fail: (sentence: string) => void): void {
  const server = formatAddress(join);
  const log = new WatchLog();
  let client: FollowingClient | undefined;
  /** Why nobody looks on so far. */
  let obstacle: string | undefined = `No answer from ${server}: is a yard open there?`;
  const print = (lines: readonly string[]) => {
    for (const line of lines) console.log(line);
  };
  const end = (): void => {
    clearInterval(summing);
    clearTimeout(timer);
    client?.leave();
    print(log.sum());
    if (obstacle !== undefined) fail(obstacle);
  };
  const summing = setInterval(() => print(log.sum()), SUMMED_MS);
  const timer = seconds === undefined ? undefined : setTimeout(end, seconds * 1000);
  try {
    client = new FollowingClient(formatTarget(join), 'spectator', {
      onMessage: (message) => {
        if (message.address === '/yard') obstacle = undefined;
        if (message.address === 'unanswered') obstacle = message.reason;
        print(log.handle(message));
      },
      onState: (state, reason) => {
        if (state === 'lost') print([`Reconnecting to ${server}…`]);
        if (state !== 'closed') return;
        if (reason === 'goodbye') print([closedWords(log.yardName, reason)]);
        else obstacle = typeof reason === 'object' ? reason.reason : closedWords(server, reason);
        end();
      },
      onFollowed: (to) => print([`The yard is at ${splitTarget(to).address} from now on.`]),
      onNotFollowed: fail,
    });
  } catch (error) {
    obstacle = (error as Error).message;
    end();
    return;
  }
  client.simulate(simulate);
  console.log(`On the way to ${server}, to look on (Ctrl+C ends it).`);
  void untilStopped(process).then(end);
}
