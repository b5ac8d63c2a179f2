/** Time tags that a guest forges: they are relayed as they came, and tell nobody of the server's clock. */
import { YardClient } from '../client/yard-client';
import type { NetworkFigures } from '../shared/bridge';
import { packBundle } from '../shared/protocol/bundles';
import { packMessage } from '../shared/protocol/osc';
import { freePort } from './support/free-port';
import { killAll, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';

const FORGED_MS = 600_000;
const BUNDLES = 20;

let player: YardClient | undefined;
afterEach(async () => {
  player?.leave();
  closePeers();
  await killAll();
});

test('relayed bundles with forged time tags do not count for the jitter', async () => {
  const port = await freePort();
  await startServer(port);
  let figures: NetworkFigures | undefined;
  player = new YardClient(
    `tcp://127.0.0.1:${port}`,
    { name: 'Ada', colour: '#e69f00' },
    { onMessage: () => undefined, onState: () => undefined, onFigures: (now) => (figures = now) },
  );
  const guest = new RawPeer(port);
  await guest.send({ address: '/ping', n: 1 });
  await until('Ada to be in', () => figures);
  for (let i = 0; i < BUNDLES; i++) {
    await guest.sendFrames(
      '',
      packBundle([packMessage('/mouse', 'i', [i])], Date.now() + (i % 2) * FORGED_MS),
    );
    await pause(20);
  }
  const told = await until('all to be relayed', () => figures?.ignored.foreign === BUNDLES && figures);
  expect(told.jitterMs).toBeLessThan(FORGED_MS / 1000);
});
