/**
 * Walkers by keys: all the clients of one round. Each system is told of a walk as its own documentation has it: Zeroyard of
 * motions when they change, the others of positions while it walks.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { createDialect } from '../dialects/dialects';
import type { Dialect } from '../dialects/dialect';
import { ZeroyardMotionsDialect } from '../dialects/zeroyard-motions';
import { Ages } from '../load/ages';
import { Clients } from '../load/clients';
import { report } from '../load/reports';
import { draw } from './draw';
import { KeyWalkers } from './key-walkers';
import { MotionTeller, PositionTeller, type Teller } from './tellers';
import { Recordings } from './recordings';
import { Schedule } from './schedule';
import type { WalkersArrivals, WalkersLoad } from './walkers-load';

const SEED = 1;
const TICK_MS = 1;
/** All begin to walk within so much time, out of step with each other. */
const START_WITHIN_MS = 1000;
/** What is on its way at the end is waited for. */
const TAIL_MS = 500;

export class WalkersGenerator {
  readonly clients: Clients;
  private readonly load: WalkersLoad;
  private readonly recordings: Recordings;
  private readonly dialect: Dialect;
  private walkers = new KeyWalkers(0, SEED, { widthPx: 0, heightPx: 0 }, 0);
  private lateness = new Ages();
  private walking: NodeJS.Timeout | undefined;

  constructor(load: WalkersLoad) {
    this.load = load;
    this.recordings = new Recordings(load.players);
    this.dialect =
      load.dialect === 'zeroyard'
        ? new ZeroyardMotionsDialect(this.recordings)
        : createDialect(load.dialect, this.recordings, load.port);
    this.clients = new Clients(load.players, [load.port, ...(load.otherPorts ?? [])], this.dialect);
  }

  /** Everybody walks, until that was measured. */
  startWalking(): void {
    const { players, size } = this.load;
    const startMs = performance.now();
    const walkers = (this.walkers = new KeyWalkers(players, SEED, size, startMs));
    const teller = this.teller(walkers);
    const turns = new Schedule(startMs);
    const tellings = new Schedule(startMs);
    for (let i = 0; i < players; i++) {
      turns.add(i, startMs + (i / players) * START_WITHIN_MS);
      tellings.add(i, startMs + (i / players) * START_WITHIN_MS);
    }
    this.walking = setInterval(() => {
      turns.run(performance.now(), (i, dueMs) => {
        const nowMs = performance.now();
        this.lateness.add(nowMs - dueMs);
        turns.add(i, nowMs + walkers.turn(i, nowMs));
        teller.turned(i, nowMs);
      });
      tellings.run(performance.now(), (i, dueMs) => {
        const nowMs = performance.now();
        this.lateness.add(nowMs - dueMs);
        tellings.add(i, teller.tell(i, dueMs, nowMs));
      });
    }, TICK_MS);
  }

  async measure(): Promise<WalkersArrivals> {
    const { players, windowS } = this.load;
    this.lateness = new Ages();
    const before = this.clients.traffic();
    const cpuBefore = process.cpuUsage();
    const startMs = performance.now();
    await delay(windowS * 1000);
    report({ event: 'over' });
    const endMs = performance.now();
    const elapsedS = (endMs - startMs) / 1000;
    const cpu = process.cpuUsage(cpuBefore);
    const after = this.clients.traffic();
    const latenessP99Ms = this.lateness.quantile(0.99) ?? Infinity;
    await delay(TAIL_MS);
    clearInterval(this.walking);
    const perPlayer = (amount: number): number => amount / players / elapsedS;
    return {
      elapsedS,
      drawn: draw(this.recordings, this.walkers, (id) => this.walkerOf(id), startMs, endMs),
      sentPerS: perPlayer(after.sent - before.sent),
      receivedPerS: perPlayer(after.received - before.received),
      payloadBytesPerS: perPlayer(after.payloadBytes - before.payloadBytes),
      wireBytesPerS: perPlayer(after.wireBytes - before.wireBytes),
      generator: { cpu: (cpu.user + cpu.system) / 1e6 / elapsedS, latenessP99Ms, unsent: 0 },
    };
  }

  private teller(walkers: KeyWalkers): Teller {
    const { dialect, clients } = this;
    if (dialect instanceof ZeroyardMotionsDialect) return new MotionTeller(walkers, clients, dialect);
    return new PositionTeller(walkers, clients, dialect, this.load.rateHz);
  }

  private walkerOf(id: number): number {
    return this.dialect instanceof ZeroyardMotionsDialect ? this.dialect.walkerOf(id) : -1;
  }
}
