/** Has a yard answer its players and play games: the clock, the metrics and the log of server/games. */
import { performance } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import type { Host } from '../../cli/stopping';
import type { ServerOrder, ServerReport } from '../../shared/process-reports';
import { sayToGame, type GameAnswer } from '../games/host-words';
import { createScenery } from '../games/scenery';
import { YardGames } from '../games/yard-games';
import type { Yard } from '../yard/yard';
import type { YardGame } from '../yard/yard-game';
import { addGameMetrics } from './game-metrics';

export interface GamesPlace {
  registry: Registry;
  log: { info(fields: object, sentence: string): void };
  nowMs: () => number;
  /** Which game is played is reported to the desktop game, if that started this process. */
  host: Host<ServerReport, ServerOrder>;
}

/** The games of an open yard. */
export interface ServedGames {
  readonly games: YardGames;
  /** Does what stands behind the host's word `game`. */
  say(word: string): GameAnswer;
  /** From now on this tells of them, which knows whether another server runs them. */
  share(shared: SharedGames): void;
}

/** The game of a yard on several servers (server/cluster/shared-game.ts). */
interface SharedGames extends YardGame {
  say(word: string, nowMs: number): GameAnswer;
}

/** @param name of a game that is played from the start, round after round */
export function serveGames(
  yard: Yard,
  name: string | undefined,
  { registry, log, nowMs, host }: GamesPlace,
): ServedGames {
  const games = new YardGames(yard, Math.random, createScenery(yard.options.name, yard.options.size));
  let shared: SharedGames | undefined;
  const { runner } = games;
  const observe = addGameMetrics(registry, () => runner.running);
  let running: string | undefined;
  let round = 0;
  const noteRound = (): void => {
    if (runner.running !== running) host.parentPort?.postMessage({ event: 'game', game: runner.running });
    if (
      runner.running !== undefined &&
      (runner.running !== running || runner.round !== round) &&
      runner.round > 0
    )
      log.info(
        { game: runner.running, round: runner.round },
        `Round ${runner.round} of the game ${runner.running} begins.`,
      );
    [running, round] = [runner.running, runner.round];
  };
  yard.game = {
    step: (stepMs) => {
      const [steps, beganMs] = [games.steps, performance.now()];
      const told = (shared ?? games).step(stepMs);
      if (games.steps === steps) return told;
      observe(performance.now() - beganMs);
      noteRound();
      return told;
    },
    snapshot: (snapshotMs) => (shared ?? games).snapshot(snapshotMs),
  };
  if (name !== undefined) runner.start(name, nowMs(), true);
  return {
    games,
    say: (word) => (shared ? shared.say(word, nowMs()) : sayToGame(runner, word, nowMs())),
    share: (by) => (shared = by),
  };
}
