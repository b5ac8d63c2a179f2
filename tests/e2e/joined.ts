/** Windows in a yard that somebody else holds. */
import { killAll, startServer } from '../support/programs';
import { freePort } from '../support/free-port';
import { SAY_BURST } from '../../shared/config';
import { closePeers, RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { closeGames, Game } from './game';

/** For each test of a file a yard of its own, at the port that this returns. */
export function useYard(): () => number {
  let port: number;
  beforeEach(async () => {
    port = await freePort();
    await startServer(port, '--name', 'Test yard');
  });
  afterEach(async () => {
    await closeGames();
    closePeers();
    await killAll();
  });
  return () => port;
}

/** The options with which a game is in a yard at once. */
export function joining(port: number, name: string): string[] {
  return ['--join', `tcp://127.0.0.1:${port}`, '--name', name];
}

/** In the yard, with the help of the first start closed. */
export async function enter(port: number, name: string): Promise<Game> {
  const game = await Game.start(...joining(port, name));
  await game.untilStatus('Test yard at');
  await game.press('Close the help');
  return game;
}

/** The lines of the log of chat. */
export function logOf(game: Game): Promise<string[]> {
  return game.page.getByRole('log').locator('p').allTextContents();
}

export async function untilLogged(game: Game, line: string): Promise<void> {
  await until(`"${line}" in the log`, async () => (await logOf(game)).includes(line));
}

/** Where a line of chat is typed. */
export function chatField(game: Game) {
  return game.page.getByLabel('Say something', { exact: true });
}

export async function say(game: Game, text: string): Promise<void> {
  await game.page.keyboard.press('Enter');
  await chatField(game).fill(text);
  await game.page.keyboard.press('Enter');
}

/**
 * Lines of guests, `line 1` first: each guest says as many as it may at once, and the next one when they are `logged`.
 * Resolves with the last guest, which may say one more.
 */
export async function sayLines(
  port: number,
  count: number,
  logged: (line: string) => Promise<void>,
): Promise<RawPeer> {
  const perGuest = SAY_BURST - 1;
  for (let said = 0; ;) {
    const guest = new RawPeer(port);
    const end = Math.min(said + perGuest, count);
    while (said < end) await guest.send({ address: '/say', text: `line ${++said}` });
    await logged(`Guest ${await guest.id()}: line ${said}`);
    if (said === count) return guest;
  }
}
