/**
 * The load generator: a process with all the clients of one round. It is started by round.ts with a Load as its argument,
 * and reports by messages when it measures and what it measured.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { seeded } from '../product';
import { Ages } from './ages';
import { Connection } from './connection';
import { ColyseusDialect } from '../dialects/colyseus';
import type { Client, Dialect } from '../dialects/dialect';
import { wsDialect, zeromqDialect } from '../dialects/relays';
import { SocketIoDialect } from '../dialects/socketio';
import { ZeroyardDialect } from '../dialects/zeroyard';
import { dueUpdatesPerS } from './interest';
import type { Arrivals, DialectName, GeneratorReport, Load } from './load';
import { Tally } from './tally';
import { Walkers } from './walk';

const SEED = 1;
/** So many connections are made at a time. */
const JOINING_AT_ONCE = 50;
const JOIN_TIMEOUT_MS = 20_000;
const TICK_MS = 1;

const DIALECTS: Record<DialectName, (tally: Tally, port: number) => Dialect> = {
  zeroyard: (tally) => new ZeroyardDialect(tally),
  zeromq: zeromqDialect,
  ws: wsDialect,
  socketio: (tally) => new SocketIoDialect(tally),
  colyseus: (tally, port) => new ColyseusDialect(tally, port),
};

class Generator {
  private readonly load: Load;
  private readonly walkers: Walkers;
  private readonly tally: Tally;
  private readonly dialect: Dialect;
  private readonly connections: Connection[] = [];
  private readonly clients: Client[] = [];
  private lateness = new Ages();
  private steps = 0;
  private unsent = 0;

  constructor(load: Load) {
    this.load = load;
    this.walkers = new Walkers(load.players, load.rateHz, seeded(SEED));
    this.tally = new Tally(this.walkers, load.interest);
    this.dialect = DIALECTS[load.dialect](this.tally, load.port);
  }

  /** Everybody joins; resolves once all have. */
  async join(): Promise<void> {
    let next = 0;
    const joinSome = async (): Promise<void> => {
      while (next < this.load.players) await this.joinOne(next++);
    };
    await Promise.all(Array.from({ length: JOINING_AT_ONCE }, joinSome));
  }

  /** Everybody who has joined sends its keep-alives, from now on and as long as the process runs. */
  startKeepAlives(): void {
    const { players } = this.load;
    const startMs = performance.now();
    let sent = 0;
    setInterval(() => {
      for (; startMs + sent * (1000 / players) <= performance.now(); sent++) {
        const client = this.clients[sent % players];
        if (client) this.dialect.everySecond?.(client);
      }
    }, TICK_MS);
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
    const before = this.bytes();
    const cpuBefore = process.cpuUsage();
    const startMs = performance.now();
    this.tally.start();
    await delay(windowS * 1000);
    this.tally.stop();
    const elapsedS = (performance.now() - startMs) / 1000;
    const cpu = process.cpuUsage(cpuBefore);
    const after = this.bytes();
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
      payloadBytes: after.payload - before.payload,
      wireBytes: after.wire - before.wire,
      ...(shares && { shares }),
      generator: {
        cpu: (cpu.user + cpu.system) / 1e6 / elapsedS,
        latenessP99Ms: this.lateness.quantile(0.99) ?? Infinity,
        unsent: this.unsent / this.steps,
      },
    };
  }

  private async joinOne(index: number): Promise<void> {
    const framing = await this.dialect.framing(index);
    await new Promise<void>((resolve) => {
      const connection = new Connection(this.load.port, framing, {
        opened: () => this.dialect.open(client),
        message: (bytes, start, end) => this.dialect.receive(client, bytes, start, end, performance.now()),
        ended: fail,
      });
      const client: Client = {
        index,
        send: (payload) => connection.send(payload),
        joined: () => {
          this.clients[index] = client;
          resolve();
        },
      };
      this.connections[index] = connection;
    });
  }

  private step(i: number): void {
    const { walkers, clients, dialect, tally } = this;
    const client = clients[i];
    if (!client) return;
    this.steps++;
    walkers.step(i, performance.now());
    tally.positionSent(i);
    if (!client.send(dialect.position(client, walkers.xs[i] ?? 0, walkers.ys[i] ?? 0))) this.unsent++;
  }

  private bytes(): { payload: number; wire: number } {
    const sum = { payload: 0, wire: 0 };
    for (const { payloadBytes, wireBytes } of this.connections) {
      sum.payload += payloadBytes;
      sum.wire += wireBytes;
    }
    return sum;
  }
}

function send(report: GeneratorReport): void {
  process.send?.(report);
}

function fail(reason: Error): void {
  send({ event: 'failed', reason: reason.message });
  setTimeout(() => process.exit(1), 100);
}

async function run(load: Load): Promise<void> {
  const generator = new Generator(load);
  const tooLong = setTimeout(
    () => fail(new Error(`Not all clients had joined after ${JOIN_TIMEOUT_MS / 1000} s.`)),
    JOIN_TIMEOUT_MS,
  );
  generator.startKeepAlives();
  await generator.join();
  clearTimeout(tooLong);
  generator.startWalking();
  await delay(load.settleS * 1000);
  send({ event: 'measuring' });
  send({ event: 'measured', arrivals: await generator.measure() });
}

// The benchmark's end is this one's too.
process.once('disconnect', () => process.exit());
run(JSON.parse(process.argv[2] ?? '') as Load).catch(fail);
