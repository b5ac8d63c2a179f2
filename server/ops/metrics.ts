/** The server's metrics, for Prometheus and what reads its text format. */
import { Counter, exponentialBuckets, Gauge, Histogram, Registry } from 'prom-client';
import type { Counters } from '../net/counters';
import { DROP_REASONS } from '../yard/drop-reason';

/** A yard alone with a guest flushes some 50 bytes, a full one some megabytes. */
const FLUSH_SIZE_BUCKETS_BYTES = exponentialBuckets(64, 4, 10);
const FLUSH_DURATION_BUCKETS_S = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
];

export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];
  private readonly flushSizeBytes = new Histogram({
    name: 'zeroyard_flush_size_bytes',
    help: 'What one flush sent, to all recipients together.',
    buckets: FLUSH_SIZE_BUCKETS_BYTES,
    registers: this.registers,
  });
  private readonly flushDurationS = new Histogram({
    name: 'zeroyard_flush_duration_seconds',
    help: 'How long one flush took to encode and to hand to the socket.',
    buckets: FLUSH_DURATION_BUCKETS_S,
    registers: this.registers,
  });

  constructor(
    yard: {
      readonly size: number;
      readonly spectators: { readonly size: number };
      readonly access: { readonly wrongTickets: number };
    },
    counters: Readonly<Counters>,
  ) {
    const { registers } = this;
    new Gauge({
      name: 'zeroyard_players',
      help: 'Players in the yard, guests included.',
      registers,
      collect() {
        this.set(yard.size);
      },
    });
    new Gauge({
      name: 'zeroyard_spectators',
      help: 'Who looks on, by this server.',
      registers,
      collect() {
        this.set(yard.spectators.size);
      },
    });
    this.count('zeroyard_updates_in', 'Positions that came in.', () => counters.updatesIn);
    this.count(
      'zeroyard_updates_out',
      'Positions that went out, one for each recipient.',
      () => counters.updatesOut,
    );
    this.count(
      'zeroyard_relayed',
      'Foreign packets that were passed on, one for each recipient.',
      () => counters.relayed,
    );
    this.count(
      'zeroyard_wrong_tickets',
      'Tickets that were shown and do not hold.',
      () => yard.access.wrongTickets,
    );
    new Counter({
      name: 'zeroyard_dropped_total',
      help: 'What did not arrive, by reason.',
      labelNames: ['reason'],
      registers,
      collect() {
        this.reset();
        for (const reason of DROP_REASONS) this.inc({ reason }, counters.dropped[reason]);
      },
    });
  }

  /** To be told of every flush. */
  observeFlush(bytes: number, durationMs: number): void {
    this.flushSizeBytes.observe(bytes);
    this.flushDurationS.observe(durationMs / 1000);
  }

  /** A total that is counted elsewhere, and only read when somebody asks. */
  private count(name: string, help: string, read: () => number): void {
    new Counter({
      name: `${name}_total`,
      help,
      registers: this.registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }
}
