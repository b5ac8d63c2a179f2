/** What changes of a player besides what clients are told: who missed the event alone notices it by the next digest. */
import type { YardPlayer } from '../yard/yard-player';
import { MemoryNetwork } from './bus.fixture';
import { run, TestServer } from './cluster.fixture';

const KEY = 'k'.repeat(43);

test.each<[string, (player: YardPlayer, at: TestServer) => void, object]>([
  ['a mute', (player, at) => at.muted.add(player), { isMuted: true }],
  ['a login', (player) => (player.loginMs = 12_345), { loginMs: 12_345 }],
  ['a key', (player) => (player.keyHash = KEY), { keyHash: KEY }],
  ['an identity', (player) => (player.identity = KEY), { identity: KEY }],
])(
  '%s that is missed, with nothing after it, is asked for once after the next digest',
  (_, change, expected) => {
    const network = new MemoryNetwork(1);
    const [a, b] = [new TestServer(network, 'a'), new TestServer(network, 'b')];
    run(network, [a, b], 2000);
    const ada = a.join(1);
    run(network, [a, b], 3000);
    const { snapshotsSent } = a.cluster.counters;
    network.faults.lost = 1;
    change(ada, a);
    a.feed?.changed(ada);
    run(network, [a, b], 25);
    network.faults.lost = 0;
    run(network, [a, b], 10_000);
    expect(b.remote.known(a.name, 1)?.player).toMatchObject(expected);
    expect(a.cluster.counters.snapshotsSent).toBe(snapshotsSent + 1);
  },
);
