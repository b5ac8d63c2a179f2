/** Has one server of a yard run its game, and the others tell what it tells: the lease, the bus, the clock and the timer. */
import type { YardGames } from '../games/yard-games';
import type { Cluster } from './cluster';
import { GameLease } from './game-lease';
import type { Kv } from './kv';
import { SharedGame } from './shared-game';

const TICK_MS = 250;

export interface ServedGame {
  readonly game: SharedGame;
  close(): void;
}

export function serveGame(
  games: YardGames,
  server: string,
  { kv, cluster, nowMs }: { kv: Kv; cluster: Cluster; nowMs: () => number },
): ServedGame {
  const lease = new GameLease(kv, server);
  const game = new SharedGame(games, lease, cluster);
  cluster.onPlayed = (message, sentMs) => game.receive(message, sentMs, nowMs());
  const timer = setInterval(() => void lease.tick(nowMs(), !cluster.isConnected), TICK_MS);
  return { game, close: () => clearInterval(timer) };
}
