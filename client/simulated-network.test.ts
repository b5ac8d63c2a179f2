import fc from 'fast-check';
import { seeded } from '../shared/random';
import { NO_SIMULATION } from '../shared/simulation';
import { arrivalsMs } from './simulated-network';

const PACKETS = 20_000;

test('switched off, each packet arrives once and at once', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => expect(arrivalsMs(NO_SIMULATION, seeded(seed))).toEqual([0])),
  );
});

test('packets take the delay, more or less by up to the jitter, and never less than no time', () => {
  const milliseconds = fc.integer({ min: 0, max: 1000 });
  fc.assert(
    fc.property(fc.integer(), milliseconds, milliseconds, (seed, delayMs, jitterMs) => {
      const [arrivalMs = NaN] = arrivalsMs({ ...NO_SIMULATION, delayMs, jitterMs }, seeded(seed));
      expect(arrivalMs).toBeGreaterThanOrEqual(Math.max(0, delayMs - jitterMs));
      expect(arrivalMs).toBeLessThanOrEqual(delayMs + jitterMs);
    }),
  );
});

test('as many are lost and doubled as was asked for, the copies each with a time of their own', () => {
  const random = seeded(1);
  const simulation = { delayMs: 80, jitterMs: 30, lossPercent: 5, duplicatePercent: 10 };
  const fates = Array.from({ length: PACKETS }, () => arrivalsMs(simulation, random));
  const share = (copies: number) => fates.filter(({ length }) => length === copies).length / PACKETS;
  expect(share(0)).toBeCloseTo(0.05, 2);
  expect(share(2)).toBeCloseTo(0.95 * 0.1, 2);
  expect(fates.filter(([one, other]) => one === other && one !== undefined)).toEqual([]);
  const all = fates.flat();
  expect(all.reduce((sum, ms) => sum + ms) / all.length).toBeCloseTo(80, 0);
  expect(Math.min(...all)).toBeLessThan(51);
  expect(Math.max(...all)).toBeGreaterThan(109);
});

test('everything or nothing can be lost', () => {
  for (let seed = 0; seed < 100; seed++)
    expect(arrivalsMs({ ...NO_SIMULATION, lossPercent: 100, duplicatePercent: 100 }, seeded(seed))).toEqual(
      [],
    );
});
