import { Counters } from '../net/counters';
import { Metrics } from './metrics';

test('every count is read at the moment when it is asked for', async () => {
  const yard = { size: 0, spectators: { size: 0 }, access: { wrongTickets: 0 } };
  const counters = new Counters();
  const { registry } = new Metrics(yard, counters);
  await registry.metrics();
  yard.size = 3;
  yard.spectators.size = 2;
  yard.access.wrongTickets = 6;
  Object.assign(counters, { updatesIn: 10, updatesOut: 20, relayed: 5 });
  Object.assign(counters.dropped, { malformed: 1, flood: 2, relay: 3, unsent: 4 });
  const lines = (await registry.metrics()).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'zeroyard_players 3',
      'zeroyard_spectators 2',
      'zeroyard_wrong_tickets_total 6',
      'zeroyard_updates_in_total 10',
      'zeroyard_updates_out_total 20',
      'zeroyard_relayed_total 5',
      'zeroyard_dropped_total{reason="malformed"} 1',
      'zeroyard_dropped_total{reason="flood"} 2',
      'zeroyard_dropped_total{reason="relay"} 3',
      'zeroyard_dropped_total{reason="refused"} 0',
      'zeroyard_dropped_total{reason="unsent"} 4',
    ]),
  );
});

test('a flush is measured in bytes and seconds', async () => {
  const metrics = new Metrics(
    { size: 0, spectators: { size: 0 }, access: { wrongTickets: 0 } },
    new Counters(),
  );
  metrics.observeFlush(1000, 2);
  metrics.observeFlush(50, 500);
  const lines = (await metrics.registry.metrics()).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'zeroyard_flush_size_bytes_sum 1050',
      'zeroyard_flush_size_bytes_bucket{le="64"} 1',
      'zeroyard_flush_size_bytes_bucket{le="1024"} 2',
      'zeroyard_flush_duration_seconds_sum 0.502',
      'zeroyard_flush_duration_seconds_bucket{le="0.001"} 0',
      'zeroyard_flush_duration_seconds_bucket{le="0.0025"} 1',
      'zeroyard_flush_duration_seconds_bucket{le="+Inf"} 2',
    ]),
  );
});
