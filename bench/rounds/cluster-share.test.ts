import { shareIn } from './cluster-share';

const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
  ...{ id, callFrame: { functionName, url }, children },
});
const NODES = [
  node(1, '(root)', '', [2, 4, 6, 7]),
  node(2, 'processMsg', 'nats.js', [3]),
  node(3, 'receive', 'server.js'),
  node(4, 'onFlush', 'server.js', [5]),
  node(5, 'encode', 'server.js'),
  node(6, 'serve', 'server.js'),
  node(7, '(idle)', ''),
];

test('what is called by the client of NATS, and to publish, is held against all the rest but idling', () => {
  const samples = [3, 5, 2, 6, 6, 6, 6, 6, 6, 7, 7];
  const profile = {
    ...{ nodes: NODES, samples, startTime: 1e6 },
    timeDeltas: samples.map(() => 1e5),
  };
  expect(shareIn(profile, { fromUs: 0, toUs: 1e7 })).toBeCloseTo(3 / 6);
  // The third and the fourth alone: one of each.
  expect(shareIn(profile, { fromUs: 1.25e6, toUs: 1.45e6 })).toBeCloseTo(1);
});

test('a profile without a client of NATS is no measurement', () => {
  const profile = {
    ...{ nodes: [node(1, '(root)', '', [2]), node(2, 'serve', 'server.js')], samples: [2] },
    ...{ startTime: 0, timeDeltas: [1e5] },
  };
  expect(() => shareIn(profile, { fromUs: 0, toUs: 1e7 })).toThrow('no client of NATS');
});
