/** Has a yard answer its players and play games: the clock, the metrics and the log of server/games. */
import { performance } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import type { Host } from '../../cli/stopping';
import type { ServerOrder, ServerReport } from '../../shared/process-reports';
import { YardGames } from '../games/yard-games';
import type { Yard } from '../yard/yard';
import { addGameMetrics } from './game-metrics';

export interface GamesPlace {
  registry: Registry;
  log: { info(fields: object, sentence: string): void };
  nowMs: () => number;
  /** Which game is played is reported to the desktop game, if that started this process. */
  host: Host<ServerReport, ServerOrder>;
}

/** @param name of a game that is played from the start, round after round */
export function serveGames(
  yard: Yard,
  name: string | undefined,
  { registry, log, nowMs, host }: GamesPlace,
): YardGames {
  const games = new YardGames(yard, Math.random);
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
      const told = games.step(stepMs);
      if (games.steps === steps) return told;
      observe(performance.now() - beganMs);
      noteRound();
      return told;
    },
    snapshot: (snapshotMs) => games.snapshot(snapshotMs),
  };
  if (name !== undefined) runner.start(name, nowMs(), true);
  return games;
}
