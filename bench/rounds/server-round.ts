/** A round of walkers by keys in a yard on several servers, with a NATS between them: what each process cost. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';
import { formatYardSize, MAX_PLAYERS_LIMIT, yardSizeFor } from '../product';
import type { WalkersArrivals } from '../walkers/walkers-load';
import { clusterShare, profiled } from './cluster-share';
import { killAtExit, startServer } from './processes';
import { measureAt, type Cost } from './round';
import { settleS, WALKERS_RATE_HZ, type Effort } from './scenarios';

/** Debian's package installs it where not everybody's PATH leads. */
const NATS = ['nats-server', '/usr/sbin/nats-server'].find(
  (command) => spawnSync(command, ['--version']).status === 0,
);
/** Why there can be no such round; undefined where there can. */
export const NATS_OBSTACLE = NATS === undefined ? 'there is no nats-server' : undefined;
const NATS_OPENS_MS = 10_000;
/** Until servers know of each other, who say twice a second that they are there. */
const TOGETHER_MS = 2000;

export interface ServersShape {
  /** Of one yard. Without --cluster there is one. */
  servers: number;
  isClustered: boolean;
  players: number;
  /** Whether the first is profiled, which costs it something itself. */
  isProfiled: boolean;
}

export interface ServersRound {
  arrivals: WalkersArrivals;
  servers: Cost[];
  /** Undefined where there is none. */
  nats: Cost | undefined;
  /** What remote players cost the first server, as a share of all the rest; undefined where it is not profiled. */
  clusterShare: number | undefined;
}

/** Throws when a server or NATS does not start, or the clients cannot join. */
export async function runServersRound(
  { servers, isClustered, isProfiled, players }: ServersShape,
  effort: Effort,
): Promise<ServersRound> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroyard-bench-nats-'));
  const size = yardSizeFor(players);
  const yard = ['--max-players', String(MAX_PLAYERS_LIMIT), '--size', formatYardSize(size)];
  try {
    const natsPort = await getPort({ host: '127.0.0.1' });
    const nats = isClustered ? await startNats(natsPort, folder) : undefined;
    const cluster = isClustered ? ['--name', 'Bench', '--cluster', `nats://127.0.0.1:${natsPort}`] : [];
    const ports: number[] = [];
    const processes: ChildProcess[] = [];
    for (let i = 0; i < servers; i++) {
      const port = await getPort({ host: '127.0.0.1' });
      ports.push(port);
      const options = ['--port', String(port), '--transport', 'zmtp', ...yard, ...cluster];
      const profile = isProfiled && i === 0 ? profiled(folder) : [];
      const command = [process.execPath, ...profile, '.vite/build/server.js', ...options];
      processes.push(await startServer(command));
    }
    if (servers > 1) await delay(TOGETHER_MS);
    const [port, ...otherPorts] = ports;
    const load = {
      ...{ dialect: 'zeroyard', port, otherPorts, players, size, rateHz: WALKERS_RATE_HZ },
      ...{ settleS: settleS(effort, players), windowS: effort.windowS },
    };
    const all = nats ? [...processes, nats] : processes;
    const { arrivals, costs, window } = await measureAt('walkers.js', load, all);
    return {
      arrivals: arrivals as WalkersArrivals,
      servers: costs.slice(0, servers),
      nats: costs[servers],
      clusterShare: isProfiled ? clusterShare(folder, window) : undefined,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startNats(port: number, folder: string): Promise<ChildProcess> {
  const args = ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder];
  const child = killAtExit(spawn(NATS ?? '', args, { stdio: ['ignore', 'ignore', 'pipe'] }));
  const { stderr } = child;
  if (!stderr) throw new Error('nats-server has no output.');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error(`NATS did not open: ${said}`)), NATS_OPENS_MS);
    void once(child, 'exit').then(() => reject(new Error(`NATS ended: ${said}`)));
    stderr.on('data', (bytes: Buffer) => {
      if (!(said += bytes.toString()).includes('Server is ready')) return;
      clearTimeout(tooLong);
      resolve();
    });
  });
  return child;
}
