import { untilStopped } from '../../cli/stopping';
import { formatAddress } from '../../shared/address';
import type { Profile } from '../../shared/profile';
import type { Simulation } from '../../shared/simulation';
import { formatTarget, type Target } from '../../shared/target';
import { closedWords } from '../events';
import { FollowingClient } from '../following-client';
import { playReplay } from './play-replay';
import { Replay } from './replay';

/** So many are walked at once: nobody knows before how many there will be. */
export const REPLAYED_MAX = 1000;

interface Options {
  join: Target;
  seconds?: number;
  simulate: Simulation;
}

/**
 * Walks the people of a recording in a living yard, until its end, the end of the program, or for so many seconds.
 * @param fail says a sentence of what went wrong
 */
export async function replayInYard(
  path: string,
  { join, seconds, simulate }: Options,
  fail: (sentence: string) => void,
): Promise<void> {
  const server = formatAddress(join);
  let come = 0;
  const enter = (profile: Profile): FollowingClient | undefined => {
    if (replay.size >= REPLAYED_MAX) return undefined;
    come++;
    const player = new FollowingClient(formatTarget(join), profile, {
      onState: (state, reason) => {
        if (state !== 'closed' || reason === undefined) return;
        fail(
          typeof reason === 'object'
            ? `${profile.name} had to leave: ${reason.reason}`
            : closedWords(server, reason),
        );
      },
      onMessage: (message) => {
        if (message.address === '/refused')
          fail(`${profile.name} was refused by ${server}: ${message.reason}`);
      },
      onNotFollowed: fail,
    });
    player.simulate(simulate);
    return player;
  };
  const replay = new Replay(enter);
  const stopped = new AbortController();
  const timer = seconds === undefined ? undefined : setTimeout(() => stopped.abort(), seconds * 1000);
  void untilStopped(process).then(() => stopped.abort());
  console.log(`The recording ${path} is walked in the yard at ${server} (Ctrl+C ends it).`);
  try {
    const { fault } = await playReplay(path, replay, stopped.signal);
    if (fault !== undefined) fail(`${path} was walked up to a fault. ${fault}`);
    console.log(`Players that came: ${come}.`);
  } catch (error) {
    fail((error as Error).message);
  } finally {
    replay.end();
    clearTimeout(timer);
  }
}
