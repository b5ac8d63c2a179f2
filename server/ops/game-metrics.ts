/** The metrics of the game, and of what moves in a yard besides players. */
import { Gauge, Histogram, type Registry } from 'prom-client';

const STEP_BUCKETS_S = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05];

/** @param running the name of the game that is played; undefined for none. Returns what is to be told of every step. */
export function addGameMetrics(
  registry: Registry,
  running: () => string | undefined,
): (durationMs: number) => void {
  const registers = [registry];
  new Gauge({
    name: 'zeroyard_game',
    help: 'Which game is played: 1 for that one.',
    labelNames: ['game'],
    registers,
    collect() {
      this.reset();
      const game = running();
      if (game !== undefined) this.set({ game }, 1);
    },
  });
  const stepS = new Histogram({
    name: 'zeroyard_game_step_seconds',
    help: 'How long one step of the game and of the yard’s things took.',
    buckets: STEP_BUCKETS_S,
    registers,
  });
  return (durationMs) => stepS.observe(durationMs / 1000);
}
