import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { DrawnPlayer } from '../../renderer/yard/avatars';
import type { DebugView } from '../../renderer/debug';
import type { Position } from '../../shared/movement';
import { until } from '../support/until';

/** Small, since tests run where a processor has to do the work of a graphics card. */
const WINDOW = { width: 480, height: 360 };

export const ELECTRON = process.env['ZEROYARD_TEST_ELECTRON'] ?? '';

/** Root has no sandbox, and there may be no graphics card. */
export const SWITCHES = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Beacons of tests go to this machine alone. */
export const LOOPBACK =
  Object.entries(networkInterfaces()).find(([, addresses]) =>
    addresses?.some(({ internal }) => internal),
  )?.[0] ?? 'lo';

/** The game in a window of its own, with a profile of its own. */
export class Game {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;

  /** Where the window was opened. */
  readonly firstBounds: Rectangle;

  private constructor(app: ElectronApplication, page: Page, userData: string, firstBounds: Rectangle) {
    this.app = app;
    this.firstBounds = firstBounds;
    this.page = page;
    this.userData = userData;
    open.add(this);
  }

  static start(...options: string[]): Promise<Game> {
    return Game.startIn(mkdtempSync(join(tmpdir(), 'zeroyard-e2e-')), ...options);
  }

  /** @param userData the folder with the game's data; it is removed at the end */
  static async startIn(userData: string, ...options: string[]): Promise<Game> {
    const own = ['--profile', userData, '--announce-on', LOOPBACK, ...options];
    const args = ['.', ...SWITCHES, ...own, '--', '--debug'];
    const app = await _electron.launch({ executablePath: ELECTRON, args });
    const page = await app.firstWindow();
    const bounds = await app.evaluate(({ BrowserWindow }, { width, height }) => {
      const [window] = BrowserWindow.getAllWindows();
      const before = window?.getBounds();
      window?.setContentSize(width, height);
      return before;
    }, WINDOW);
    if (!bounds) throw new Error('The game opened no window.');
    const game = new Game(app, page, userData, bounds);
    await until('the yard to be drawn', () => game.page.evaluate(() => 'zeroyard' in window));
    return game;
  }

  /** The line at the top; empty in the lobby. */
  async status(): Promise<string> {
    const [status] = await this.page.getByRole('status').allTextContents();
    return status ?? '';
  }

  /** Presses a button or a link by its name. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  async untilLobby(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Zeroyard', level: 1 }).waitFor();
  }

  /** Waits for a sentence that the window tells the person. */
  async untilTold(words: string | RegExp): Promise<void> {
    await this.page.getByRole('alert').filter({ hasText: words }).first().waitFor();
  }

  async untilStatus(words: string | RegExp): Promise<void> {
    let status = '';
    await until(`the status "${words}"`, async () => (status = await this.status()).match(words)).catch(
      (error: unknown) => {
        throw new Error(`${(error as Error).message}; it was "${status}"`);
      },
    );
  }

  own(): Promise<Position> {
    return this.page.evaluate(() => (window as { zeroyard?: DebugView }).zeroyard?.own ?? { x: NaN, y: NaN });
  }

  others(): Promise<DrawnPlayer[]> {
    return this.page.evaluate(() => (window as { zeroyard?: DebugView }).zeroyard?.others ?? []);
  }

  async other(name: string): Promise<DrawnPlayer | undefined> {
    return (await this.others()).find((other) => other.name === name);
  }

  /** Waits until somebody stands still in this window, and returns where. */
  async untilAtRest(name: string): Promise<DrawnPlayer> {
    let last: DrawnPlayer | undefined;
    let sameSince = Date.now();
    return until(`${name} at rest`, async () => {
      const now = await this.other(name);
      if (!now || now.x !== last?.x || now.y !== last.y) sameSince = Date.now();
      last = now;
      return Date.now() - sameSince > 300 ? last : undefined;
    });
  }

  async close(): Promise<void> {
    open.delete(this);
    await this.app.close();
    rmSync(this.userData, { recursive: true, force: true });
  }
}

const open = new Set<Game>();

/** For afterEach: closes the windows that a test left open. */
export async function closeGames(): Promise<void> {
  for (const game of open) await game.close();
}
