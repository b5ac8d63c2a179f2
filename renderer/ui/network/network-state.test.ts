import type { NetworkFigures } from '../../../shared/bridge';
import { HISTORY_SAMPLES, NetworkState } from './network-state';

const FIGURES: NetworkFigures = {
  roundTripMs: 12,
  jitterMs: 3,
  lossPercent: 0,
  sent: { updatesPerS: 30, bytesPerS: 900 },
  received: { updatesPerS: 60, bytesPerS: 1800 },
  ignored: { foreign: 0, malformed: 0, excess: 0 },
};

test('each message of the shell becomes a sample, with what the page knows itself', () => {
  let delayMs = 90;
  const network = new NetworkState(() => delayMs);
  network.frames.add(16);
  network.handle({ address: 'network', ...FIGURES });
  delayMs = 80;
  network.handle({ address: 'network', ...FIGURES, roundTripMs: undefined });
  expect(network.samples.value).toEqual([
    {
      network: { address: 'network', ...FIGURES },
      interpolationDelayMs: 90,
      frame: { medianMs: 16, worstMs: 16 },
    },
    {
      network: { address: 'network', ...FIGURES, roundTripMs: undefined },
      interpolationDelayMs: 80,
      frame: undefined,
    },
  ]);
});

test('it keeps a minute, the newest at the end', () => {
  const network = new NetworkState(() => 100);
  for (let roundTripMs = 0; roundTripMs <= HISTORY_SAMPLES; roundTripMs++)
    network.handle({ address: 'network', ...FIGURES, roundTripMs });
  expect(network.samples.value).toHaveLength(HISTORY_SAMPLES);
  expect(network.samples.value.at(-1)?.network.roundTripMs).toBe(HISTORY_SAMPLES);
});

test('another yard begins a new history, a lost connection does not', () => {
  const network = new NetworkState(() => 100);
  network.handle({ address: 'network', ...FIGURES });
  network.handle({ address: 'connection', state: 'lost' });
  expect(network.samples.value).toHaveLength(1);
  network.handle({ address: 'enter', server: 'tcp://127.0.0.1:5557', position: undefined });
  expect(network.samples.value).toHaveLength(0);
});
