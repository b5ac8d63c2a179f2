/** Whatever is lost, comes twice or late, and whoever is cut off: a moment later everybody knows everybody. */
import { seeded } from '../../shared/random';
import type { YardPlayer } from '../yard/yard-player';
import { MemoryNetwork } from './bus.fixture';
import { run, TestServer } from './cluster.fixture';

const SEEDS = 15;
const STEPS = 60;

function play(seed: number): void {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const network = new MemoryNetwork(seed);
  network.faults = { lost: random() * 0.2, twice: random() * 0.2, delayMs: 200 * random() };
  const servers = ['a', 'b', 'c', 'd'].map(
    (letter) => new TestServer(network, letter, 10_000 * (random() - 0.5)),
  );
  let running = servers;
  let nextId = 1;
  const pick = <T>(from: Iterable<T>): T | undefined => {
    const all = [...from];
    return all[below(all.length)];
  };
  for (let step = 0; step < STEPS; step++) {
    const server = pick(servers);
    const player = server && pick<YardPlayer>(server.players);
    const what = below(10);
    if (!server) continue;
    if (what < 3) server.join(nextId++);
    else if (what < 6 && player) server.walk(player, below(9600), below(6400), below(3) * 80 - 80, 0);
    else if (what === 6 && player) server.leave(player);
    else if (what === 7)
      network.partition(
        servers.filter(() => random() < 0.5).map(({ bus }) => bus),
        servers.filter(() => random() < 0.5).map(({ bus }) => bus),
      );
    else if (what === 8) network.heal();
    else running = servers.filter(() => random() < 0.8);
    run(network, running, below(1500));
  }
  network.heal();
  network.faults = { lost: 0, twice: 0, delayMs: 5 };
  // A digest, a question and an answer, each some ms late; and who was forgotten is heard of first.
  run(network, servers, 5000);
  for (const one of servers)
    for (const other of servers) {
      if (one === other) continue;
      const told = one.remote.ids(other.name);
      expect({ seed, told }).toEqual({
        seed,
        told: Array.from(other.players, ({ id }) => id).sort((x, y) => x - y),
      });
      for (const { id, motion } of other.players) {
        const known = one.remote.known(other.name, id);
        const place = motion.current && { x: motion.current.x, vx: motion.current.vx };
        expect({ seed, id, isHalted: known?.isHalted && place !== undefined }).toEqual({
          seed,
          id,
          isHalted: false,
        });
        if (place) expect({ seed, id, ...known?.motion }).toMatchObject({ seed, id, ...place });
      }
    }
}

test(`four servers on a bad NATS are of one mind 5 s after it is well (${SEEDS} courses)`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) play(seed);
});
