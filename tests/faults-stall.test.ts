/** A server that was stopped while its players walked: what they told meanwhile is read at once, and is no leap. */
import { freePort } from './support/free-port';
import { killAll, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause } from './support/until';

afterEach(async () => {
  closePeers();
  await killAll();
});

const SPEED_PX_PER_S = 240;
const TURN_MS = 800;
const REPEAT_MS = 100;

/** Walks to and fro until it is ended, and tells so again and again. */
function walkToAndFro(peer: RawPeer, y: number): () => void {
  let [x, vx, lastMs, turnedMs] = [1200, SPEED_PX_PER_S, performance.now(), performance.now()];
  const timer = setInterval(() => {
    const nowMs = performance.now();
    x += (vx * (nowMs - lastMs)) / 1000;
    lastMs = nowMs;
    if (nowMs - turnedMs > TURN_MS) [vx, turnedMs] = [-vx, nowMs];
    void peer.send({ address: '/motion', x, y, vx, vy: 0 });
  }, REPEAT_MS);
  return () => clearInterval(timer);
}

test.each(['zmtp', 'zeromq'])(
  'who turned while a server was stopped for 3 s is corrected by none (%s)',
  async (transport) => {
    const port = await freePort();
    const server = await startServer(port, '--transport', transport);
    const peers = [new RawPeer(port), new RawPeer(port), new RawPeer(port)];
    await Promise.all(peers.map((peer, i) => peer.introduce(`Peer ${i}`)));
    const ends = peers.map((peer, i) => walkToAndFro(peer, 300 * (i + 1)));
    try {
      await pause(1500);
      server.process.kill('SIGSTOP');
      await pause(3000);
      server.process.kill('SIGCONT');
      await pause(2000);
    } finally {
      for (const end of ends) end();
    }
    for (const peer of peers) {
      const addresses = peer.messages().map(({ address }) => address);
      expect(addresses).not.toContain('/corrected');
      expect(addresses).not.toContain('/player/left');
    }
  },
  30_000,
);
