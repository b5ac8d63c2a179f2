/** A game of a yard on several servers: one of them runs it, and what befalls that one, or the NATS between them, ends no round. */
import { GAME_TIMEOUT_MS } from '../shared/config';
import { ROLE_MASK, ROLES } from '../shared/protocol/games';
import type { GameMessage, ServerMessage } from '../shared/protocol/messages';
import { ClusterServer, leaveAll, Member, untilOneRoster, untilTogether } from './support/cluster';
import { freePort } from './support/free-port';
import { Nats, NATS_OBSTACLE, removeNats } from './support/nats';
import { killAll } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

jest.setTimeout(90_000);

/** Who looks on at one server, and what it is told of the game there. */
class Onlooker {
  private readonly peer: RawPeer;
  private since = 0;

  constructor({ port }: ClusterServer) {
    this.peer = new RawPeer(port);
  }

  watch(): Promise<void> {
    return this.peer.send({ address: '/watch', protocol: 2 });
  }

  /** From now on only what comes anew counts. */
  forget(): void {
    this.since = this.peer.messages().length;
  }

  get games(): GameMessage[] {
    return this.told().filter((message): message is GameMessage => message.address === '/game');
  }

  get game(): GameMessage | undefined {
    return this.games.at(-1);
  }

  get its(): number[] {
    const roles = new Map<number, number>();
    for (const message of this.told())
      if (message.address === '/game/players')
        for (const { id, role } of message.players) roles.set(id, role & ROLE_MASK);
    return [...roles].filter(([, role]) => role === ROLES.it).map(([id]) => id);
  }

  private told(): ServerMessage[] {
    return this.peer.messages().slice(this.since);
  }
}

let nats: Nats;

afterEach(async () => {
  leaveAll();
  closePeers();
  await killAll();
  await removeNats();
});

const onNats = (name: string, body: () => Promise<void>) => testUnless(NATS_OBSTACLE, name, body);

onNats(
  'a game outlives its NATS, which is killed and comes back, and then the server that runs it: the same round, and the same one is it',
  async () => {
    const natsPort = await freePort();
    nats = await Nats.start(natsPort);
    const servers = [await ClusterServer.start(natsPort), await ClusterServer.start(natsPort)];
    await untilTogether(servers);
    const [first, second] = servers as [ClusterServer, ClusterServer];
    const all = [first, second, first, second].map(({ target }, i) => new Member(target, `Player ${i}`));
    // Far apart: nobody touches anybody.
    all.forEach((member, i) => member.move(200 + 600 * i, 300));
    await untilOneRoster(all, servers);
    const onlookers = servers.map((server) => new Onlooker(server));
    for (const each of onlookers) await each.watch();
    const [atFirst, atSecond] = onlookers as [Onlooker, Onlooker];

    expect((await second.hosted.order('game tag')).isError).toBe(false);
    const agree = () =>
      onlookers.every(
        ({ game, its }) =>
          game?.phase === 'running' &&
          game.n === atFirst.game?.n &&
          its.length === 1 &&
          its[0] === atFirst.its[0],
      );
    await until('both to be told one round', agree, 15_000);
    const [{ n }, its] = [atFirst.game as GameMessage, atFirst.its];

    await nats.stop();
    await nats.start();
    for (const each of onlookers) each.forget();
    await until('both to be told one round after NATS was away', agree, 15_000);
    expect([atFirst.game?.n, atSecond.game?.n]).toEqual([n, n]);

    const runs = await runnerOf(servers);
    const left = runs === first ? atSecond : atFirst;
    left.forget();
    const killedMs = performance.now();
    runs.kill('SIGKILL');
    await until('the other server to run it', () => left.game, 15_000);
    const tookMs = performance.now() - killedMs;
    console.log(`Told again ${Math.round(tookMs)} ms after its server was killed.`);
    // Players of whose game nothing is told for so long forget it.
    expect(tookMs).toBeLessThan(GAME_TIMEOUT_MS);
    await until('all to be with the other server', () => all.every(({ isPresent }) => isPresent), 20_000);
    left.forget();
    await until('the same one to be it', () => left.its.length === 1 && left.its[0] === its[0], 15_000);
    expect(left.games.every((game) => game.n === n && game.round === 1)).toBe(true);
    expect(all.map(({ ids }) => ids.length)).toEqual([1, 1, 1, 1]);
  },
);

/** The one of them that runs the game: it alone knows that there is nothing to go on with. */
async function runnerOf(servers: readonly ClusterServer[]): Promise<ClusterServer> {
  for (const server of servers) {
    const { msg } = await server.hosted.order('game resume');
    if (msg === 'No game is paused.') return server;
  }
  throw new Error('None runs it.');
}
