import { FlushPace } from './flush-pace';

/** Gives it so many samples of a yard: what a flush costs, how many packets come in a millisecond. */
function addSamples(pace: FlushPace, costMs: number, packetsPerMs: number, samples = 20, peers = 5000): void {
  const [elapsedMs, flushes] = [250, 10];
  const packets = packetsPerMs * elapsedMs;
  const sample = { elapsedMs, usedMs: costMs * flushes, packets, remotePackets: 0, flushes, peers };
  for (let i = 0; i < samples; i++) pace.addSample(sample);
}

/** The pace of a yard like that. */
function periodMs(costMs: number, packetsPerMs: number, peers?: number): number {
  const pace = new FlushPace();
  addSamples(pace, costMs, packetsPerMs, 20, peers);
  return pace.periodMs;
}

test('a yard that was not sampled yet does not wait, and none to which nothing comes', () => {
  expect(new FlushPace().periodMs).toBe(0);
  expect(periodMs(100, 0)).toBe(0);
});

test('a yard that can send each packet at once with one core does not wait', () => {
  expect(periodMs(0.5, 1)).toBe(0);
  expect(periodMs(5, 0.15)).toBe(0);
});

test('one that cannot waits the longer the more that would take, up to the pace that saves most', () => {
  const most = periodMs(1, 10);
  const periods = [1, 1.2, 1.4, 1.6, 1.8, 2].map((packetsPerMs) => periodMs(1, packetsPerMs));
  expect(periods).toEqual(periods.toSorted((a, b) => a - b));
  expect(periods[0]).toBeCloseTo(0);
  expect(periods[1]).toBeGreaterThan(0);
  expect(periods.at(-1)).toBeCloseTo(most, 1);
});

test('at its pace the age of what is sent and the cost of flushes are least together', () => {
  for (const costMs of [0.1, 1, 9]) {
    const loss = (ms: number) => ms / 2 + (96 * costMs) / ms;
    const ms = periodMs(costMs, 100);
    expect(loss(ms)).toBeLessThan(loss(0.9 * ms));
    expect(loss(ms)).toBeLessThan(loss(1.1 * ms));
  }
});

test('it is never so slow that it passes over positions that are sent 20 times a second', () => {
  expect(periodMs(500, 20, 1000)).toBeLessThan(1000 / 20);
});

test('packets of other servers count as those of connections do, and slow nothing down by how often they come', () => {
  const elapsedMs = 250;
  const paceOf = (packets: number, remotePackets: number) => {
    const pace = new FlushPace();
    pace.addSample({ elapsedMs, usedMs: 10, packets, remotePackets, flushes: 10, peers: 500 });
    return pace.periodMs;
  };
  expect(paceOf(500, 0)).toBeGreaterThan(0);
  expect(paceOf(200, 300)).toBe(paceOf(500, 0));
  expect(paceOf(0, 500)).toBe(paceOf(500, 0));
  expect(paceOf(0, 0)).toBe(0);
});

test('where peers tell a motion now and then, it may be slower than that, but not so slow that all look late', () => {
  expect(periodMs(30, 6, 2000)).toBeGreaterThan(1000 / 20);
  expect(periodMs(500, 6, 2000)).toBeLessThan(100);
});

test('what a start costs, before there was much to send, does not slow down what comes after it', () => {
  const pace = new FlushPace();
  pace.addSample({ elapsedMs: 250, usedMs: 250, packets: 20, remotePackets: 0, flushes: 3, peers: 10 });
  pace.addSample({ elapsedMs: 250, usedMs: 125, packets: 250, remotePackets: 0, flushes: 250, peers: 10 });
  pace.addSample({ elapsedMs: 250, usedMs: 125, packets: 250, remotePackets: 0, flushes: 250, peers: 10 });
  expect(pace.periodMs).toBe(0);
});

test('a load that ends is forgotten', () => {
  const pace = new FlushPace();
  addSamples(pace, 4, 10);
  expect(pace.periodMs).toBeGreaterThan(0);
  addSamples(pace, 0.5, 1);
  expect(pace.periodMs).toBe(0);
});
