import { ROLES } from '../../shared/protocol/games';
import type { ControlMessage } from '../../shared/protocol/messages';
import { PlayedYard } from '../games/played-yard.fixture';
import { readMessages } from './read-message';
import { SharedGame } from './shared-game';

/** Two servers of a yard, each with both players in it; what is published by one arrives at the other `lateMs` later. */
class TwoServers {
  readonly yards = [new PlayedYard({}, 1), new PlayedYard({}, 2)] as const;
  readonly leases = [{ isHeld: true }, { isHeld: false }] as const;
  readonly shared: readonly SharedGame[];
  readonly told: ControlMessage[][] = [[], []];
  readonly cells = [{ isAllWanted: false }, { isAllWanted: false }] as const;
  lateMs = 30;
  private coming: { to: number; sentMs: number; bytes: Uint8Array }[] = [];

  constructor() {
    this.shared = this.yards.map(
      ({ games }, i) =>
        new SharedGame(games, this.leases[i] ?? { isHeld: false }, {
          cells: this.cells[i] ?? { isAllWanted: false },
          publishGame: (messages) => {
            for (const bytes of messages) this.coming.push({ to: 1 - i, sentMs: this.nowMs, bytes });
          },
        }),
    );
    for (const yard of this.yards) {
      yard.join('Ada', 400, 400);
      yard.join('Grace', 900, 400);
    }
  }

  get nowMs(): number {
    return this.yards[0].nowMs;
  }

  run(ms: number): void {
    for (let passed = 0; passed < ms; passed += 50) {
      for (const yard of this.yards) yard.nowMs += 50;
      const arrived = this.coming.filter(({ sentMs }) => sentMs + this.lateMs <= this.nowMs);
      this.coming = this.coming.filter(({ sentMs }) => sentMs + this.lateMs > this.nowMs);
      for (const { to, sentMs, bytes } of arrived) {
        const [message] = readMessages([bytes], 'game') ?? [];
        if (!message) throw new Error('It cannot be read.');
        this.shared[to]?.receive(message as Parameters<SharedGame['receive']>[0], sentMs, this.nowMs);
      }
      this.shared.forEach((each, i) => this.told[i]?.push(...each.step(this.nowMs)));
    }
  }

  /** Who is it, as the players of a server are told. */
  itAt(i: number): number[] {
    const roles = new Map<number, number>();
    for (const message of this.told[i] ?? [])
      if (message.address === '/game/players')
        for (const { id, role } of message.players) roles.set(id, role & 0xff);
    return [...roles].filter(([, role]) => role === ROLES.it).map(([id]) => id);
  }

  gameAt(i: number) {
    return (this.told[i] ?? []).filter((message) => message.address === '/game').at(-1);
  }
}

test('players of both servers are told the same game, which is begun at either', () => {
  const two = new TwoServers();
  two.run(100);
  const answer = two.shared[1]?.say('tag', two.nowMs);
  expect(answer).toEqual({ isError: false, text: 'The server that runs the game is told so.' });
  two.run(5000);
  expect(two.gameAt(0)?.phase).toBe('running');
  expect(two.gameAt(1)).toMatchObject({ name: 'tag', phase: 'running', n: two.gameAt(0)?.n });
  expect(two.itAt(1)).toEqual(two.itAt(0));
  expect(two.itAt(1)).toHaveLength(1);
  expect(two.cells.map(({ isAllWanted }) => isAllWanted)).toEqual([true, false]);
  expect(two.shared[1]?.say('', two.nowMs).text).toContain('The game tag is played: running, round 1');
  expect(two.shared[1]?.say('chess', two.nowMs).isError).toBe(true);
  const newcomer = two.shared[1]?.snapshot(two.nowMs).map(({ address }) => address);
  expect(newcomer).toEqual(['/game', '/game/players', '/things']);
});

test('the server that takes over goes on with who is it, the scores and the time', () => {
  const two = new TwoServers();
  two.shared[0]?.say('tag', two.nowMs);
  two.run(20_000);
  const [its, game] = [two.itAt(1), two.gameAt(1)];
  Object.assign(two.leases[0], { isHeld: false });
  two.run(2500);
  Object.assign(two.leases[1], { isHeld: true });
  two.run(2000);
  expect(two.itAt(1)).toEqual(its);
  expect(two.itAt(0)).toEqual(its);
  expect(two.gameAt(1)).toMatchObject({ name: 'tag', phase: 'running', round: 1, n: game?.n });
  expect((game?.endsInMs ?? 0) - (two.gameAt(1)?.endsInMs ?? 0)).toBeGreaterThan(2000);
  expect((game?.endsInMs ?? 0) - (two.gameAt(1)?.endsInMs ?? 0)).toBeLessThan(8000);
  two.run(120_000);
  expect(two.gameAt(0)?.phase).toBe('none');
});

test('what moves is told with the age that it has where it is told', () => {
  const two = new TwoServers();
  two.lateMs = 100;
  two.shared[0]?.say('treasure', two.nowMs);
  two.run(6000);
  const things = two.shared.map((each) =>
    each.snapshot(two.nowMs).find(({ address }) => address === '/things'),
  );
  const [own, theirs] = things.map((one) => (one?.address === '/things' ? one.things : []));
  expect(theirs?.length).toBe(own?.length);
  for (const { id, kind, x, y, vx, vy, age } of own ?? []) {
    const other = theirs?.find((each) => each.id === id);
    expect(other?.kind).toBe(kind);
    expect(Math.abs((other?.x ?? NaN) - (x + (vx * age) / 1000))).toBeLessThan(3);
    expect(Math.abs((other?.y ?? NaN) - (y + (vy * age) / 1000))).toBeLessThan(3);
  }
});

test('a server that gave the game up, and whose successor is gone before it tells one, goes on with it', () => {
  const two = new TwoServers();
  two.shared[0]?.say('tag', two.nowMs);
  two.run(20_000);
  const [its, game] = [two.itAt(0), two.gameAt(0)];
  two.lateMs = Infinity;
  Object.assign(two.leases[0], { isHeld: false });
  two.run(2500);
  Object.assign(two.leases[0], { isHeld: true });
  two.run(1000);
  expect(two.gameAt(0)).toMatchObject({ name: 'tag', phase: 'running', round: 1, n: game?.n });
  expect(two.itAt(0)).toEqual(its);
});

test('what is told no longer by the server that runs the game is told to no newcomer, and not gone on with', () => {
  const two = new TwoServers();
  two.shared[0]?.say('treasure', two.nowMs);
  two.run(6000);
  two.lateMs = Infinity;
  two.run(8000);
  expect(two.shared[1]?.snapshot(two.nowMs)).toEqual([]);
  expect(two.shared[1]?.say('', two.nowMs).text).toContain('No game is played.');
  two.told[1]?.splice(0);
  Object.assign(two.leases[1], { isHeld: true });
  two.run(1000);
  expect(two.gameAt(1)?.phase).not.toBe('running');
});

test('the server that takes over a paused game goes on with what was left of its time', () => {
  const two = new TwoServers();
  two.shared[0]?.say('tag', two.nowMs);
  two.run(43_000);
  const left = two.gameAt(1)?.endsInMs ?? 0;
  two.shared[0]?.say('pause', two.nowMs);
  two.run(30_000);
  Object.assign(two.leases[0], { isHeld: false });
  two.run(2500);
  Object.assign(two.leases[1], { isHeld: true });
  two.run(1000);
  expect(two.gameAt(1)?.phase).toBe('paused');
  two.shared[1]?.say('resume', two.nowMs);
  two.run(100);
  expect(two.gameAt(1)).toMatchObject({ name: 'tag', phase: 'running', round: 1 });
  expect(Math.abs((two.gameAt(1)?.endsInMs ?? 0) - left)).toBeLessThan(2500);
});
