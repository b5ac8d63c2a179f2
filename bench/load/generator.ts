/**
 * The load generator: a process with all the clients of one round. It is started by round.ts with a Load as its argument,
 * and reports by messages when it measures and what it measured.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { seeded } from '../product';
import { Ages } from './ages';
import { Clients } from './clients';
import type { Dialect } from '../dialects/dialect';
import { createDialect } from '../dialects/dialects';
import { dueUpdatesPerS } from './interest';
import type { Arrivals, Load } from './load';
import { report } from './reports';
import { runGenerator } from './run';
import { Tally } from './tally';
import { Walkers } from './walk';

const SEED = 1;
const TICK_MS = 1;

class Generator {
  readonly clients: Clients;
  private readonly load: Load;
  private readonly walkers: Walkers;
  private readonly tally: Tally;
  private readonly dialect: Dialect;
  private lateness = new Ages();
  private steps = 0;
  private unsent = 0;

  constructor(load: Load) {
    this.load = load;
    this.walkers = new Walkers(load.players, load.rateHz, seeded(SEED));
    this.tally = new Tally(this.walkers, load.interest);
    this.dialect = createDialect(load.dialect, this.tally, load.port);
    this.clients = new Clients(load.players, [load.port], this.dialect);
  }

  /** Everybody walks, in step with the clock and out of step with each other, as long as the process runs. */
  startWalking(): void {
    const { players, rateHz } = this.load;
    const startMs = performance.now();
    const intervalMs = 1000 / rateHz / players;
    let steps = 0;
    setInterval(() => {
      const nowMs = performance.now();
      for (; startMs + steps * intervalMs <= nowMs; steps++) {
        this.lateness.add(performance.now() - startMs - steps * intervalMs);
        this.step(steps % players);
      }
    }, TICK_MS);
    setInterval(() => this.tally.interest?.refreshNext(), TICK_MS);
  }

  async measure(): Promise<Arrivals> {
    const { players, windowS, interest } = this.load;
    this.lateness = new Ages();
    this.steps = 0;
    this.unsent = 0;
    const before = this.clients.traffic();
    const cpuBefore = process.cpuUsage();
    const startMs = performance.now();
    this.tally.start();
    await delay(windowS * 1000);
    report({ event: 'over' });
    this.tally.stop();
    const elapsedS = (performance.now() - startMs) / 1000;
    const cpu = process.cpuUsage(cpuBefore);
    const after = this.clients.traffic();
    const { ages, unknown, corrected } = this.tally;
    if (unknown > 0 && corrected === 0) throw new Error(`${unknown} positions came that nobody had sent.`);
    const [p50Ms, p99Ms] = [ages.quantile(0.5), ages.quantile(0.99)];
    const rateHz = this.steps / players / elapsedS;
    const shares = this.tally.interest?.shares(elapsedS, rateHz);
    return {
      elapsedS,
      updates: this.tally.updates,
      due: dueUpdatesPerS(players, rateHz, interest) * elapsedS,
      ...(p50Ms !== undefined && p99Ms !== undefined && { p50Ms, p99Ms }),
      payloadBytes: after.payloadBytes - before.payloadBytes,
      wireBytes: after.wireBytes - before.wireBytes,
      ...(shares && { shares }),
      generator: {
        cpu: (cpu.user + cpu.system) / 1e6 / elapsedS,
        latenessP99Ms: this.lateness.quantile(0.99) ?? Infinity,
        unsent: this.unsent / this.steps,
      },
    };
  }

  private step(i: number): void {
    const { walkers, clients, dialect, tally } = this;
    const client = clients.joined[i];
    if (!client) return;
    this.steps++;
    walkers.step(i, performance.now());
    tally.positionSent(i);
    if (!client.send(dialect.position(client, walkers.xs[i] ?? 0, walkers.ys[i] ?? 0))) this.unsent++;
  }
}

const load = JSON.parse(process.argv[2] ?? '') as Load;
runGenerator(() => new Generator(load), load.settleS);
