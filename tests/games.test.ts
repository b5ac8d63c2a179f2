/** A game in a real server: what its host says, what all are told, and what becomes of it when the server is killed in a round. */
import type { GameMessage } from '../shared/protocol/messages';
import { ROLE_MASK, ROLES } from '../shared/protocol/games';
import { YardClient } from '../client/yard-client';
import { freePort } from './support/free-port';
import { HostedServer } from './support/hosted-server';
import { readMetrics } from './support/metrics';
import { killAll, startServer } from './support/programs';
import { closePeers } from './support/raw-peer';
import { targetAt } from './support/secured';
import { until } from './support/until';

/** A player of ours, and what it was told of the game. */
class Screen {
  readonly games: GameMessage[] = [];
  readonly roles = new Map<number, number>();
  readonly places = new Map<number, { x: number; y: number }>();
  readonly kinds = new Map<number, number>();
  readonly player: YardClient;
  id = 0;

  constructor(port: number, name: string, x: number) {
    this.player = new YardClient(
      targetAt(port),
      { name, colour: '#e69f00' },
      {
        onState: () => undefined,
        onMessage: (message) => {
          if (message.address === '/yard') this.id = message.id;
          if (message.address === '/game') this.games.push(message);
          if (message.address === '/game/players')
            for (const { id, role } of message.players) this.roles.set(id, role & ROLE_MASK);
          if (message.address === '/things')
            for (const { id, kind } of message.things) this.kinds.set(id, kind);
          if (message.address === '/motions')
            message.ids.forEach((id, i) =>
              this.places.set(id, { x: message.xs[i] ?? 0, y: message.ys[i] ?? 0 }),
            );
        },
      },
    );
    this.player.move({ x, y: 400 });
  }

  get game(): GameMessage | undefined {
    return this.games.at(-1);
  }

  get its(): number[] {
    return [...this.roles].filter(([, role]) => role === ROLES.it).map(([id]) => id);
  }
}

const screens: Screen[] = [];
const enter = (port: number, name: string, x: number) => {
  const screen = new Screen(port, name, x);
  screens.push(screen);
  return screen;
};

afterEach(async () => {
  for (const { player } of screens.splice(0)) player.leave();
  closePeers();
  await killAll();
});

test('the host begins a game, all agree who is it, a guest and a newcomer take part, and it ends as the host says', async () => {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const server = await HostedServer.start(port, '--metrics', String(metricsPort));
  const [ada, grace] = [enter(port, 'Ada', 300), enter(port, 'Grace', 900)];
  await until('both to see ducks and a ball', () =>
    [ada, grace].every(({ kinds }) => [...kinds.values()].includes(3)),
  );
  expect((await server.order('game')).msg).toContain('No game is played.');
  expect((await server.order('game tag')).isError).toBe(false);
  await until('the round', () => [ada, grace].every(({ game }) => game?.phase === 'running'));
  const late = enter(port, 'Edsger', 1500);
  await until('the newcomer to be told all', () => late.roles.size === 3 && late.game?.phase === 'running');
  await until('all to agree', () =>
    [grace, late].every(({ its }) => its.length === 1 && its[0] === ada.its[0]),
  );
  const metrics = await readMetrics(metricsPort);
  expect(metrics.get('zeroyard_game{game="tag"}')).toBe(1);
  expect(metrics.get('zeroyard_game_step_seconds_count')).toBeGreaterThan(20);
  expect((await server.order('game end')).isError).toBe(false);
  await until('the end', () => [ada, grace, late].every(({ game }) => game?.phase === 'none'));
});

test('a server that is killed in a round plays a new one when it is back, says so, and players are where they were', async () => {
  const port = await freePort();
  const server = await startServer(port, '--game', 'tag');
  const [ada, grace] = [enter(port, 'Ada', 300), enter(port, 'Grace', 900)];
  await until('the round', () => [ada, grace].every(({ game }) => game?.phase === 'running'));
  const before = ada.game;
  server.process.kill('SIGKILL');
  await server.exit();
  const again = await startServer(port, '--game', 'tag');
  for (const screen of [ada, grace]) {
    screen.roles.clear();
    screen.places.clear();
  }
  await until('a new round', () =>
    [ada, grace].every(({ game }) => game?.phase === 'running' && game.n !== before?.n),
  );
  await until('all to agree', () => ada.its.length === 1 && ada.its[0] === grace.its[0]);
  expect(ada.game?.n).toBeGreaterThan(before?.n ?? Infinity);
  expect(again.output + again.errors).toContain('Round 1 of the game tag begins.');
  expect(ada.places.get(grace.id)).toEqual({ x: 900, y: 400 });
  expect(grace.places.get(ada.id)).toEqual({ x: 300, y: 400 });
});
