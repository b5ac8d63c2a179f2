import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { killAll } from '../support/programs';
import { closePeers } from '../support/raw-peer';
import { Screen } from '../support/screen';
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
export class Game extends Screen {
  readonly app: ElectronApplication;
  readonly userData: string;

  /** Where the window was opened. */
  readonly firstBounds: Rectangle;

  /** It may have ended before it is closed. */
  private readonly program: ChildProcess;

  private constructor(app: ElectronApplication, page: Page, userData: string, firstBounds: Rectangle) {
    super(page);
    this.app = app;
    this.program = app.process();
    this.firstBounds = firstBounds;
    this.userData = userData;
    open.add(this);
  }

  static start(...options: string[]): Promise<Game> {
    return Game.startIn(mkdtempSync(join(tmpdir(), 'zeroyard-e2e-')), ...options);
  }

  /** @param userData the folder with the game's data; it is removed at the end */
  static async startIn(userData: string, ...options: string[]): Promise<Game> {
    const own = ['--data-dir', userData, '--announce-on', LOOPBACK, ...options];
    const args = ['.', ...SWITCHES, ...own, '--', '--debug'];
    const app = await _electron.launch({ executablePath: ELECTRON, args });
    try {
      const page = await app.firstWindow();
      const bounds = await takeSize(app).catch(() => takeSize(app));
      if (!bounds) throw new Error('The game opened no window.');
      const game = new Game(app, page, userData, bounds);
      await game.untilDrawn();
      return game;
    } catch (error) {
      // What no test holds is closed by none, and Jest would wait for it for ever.
      app.process().kill('SIGKILL');
      throw error;
    }
  }

  /** Gives the window's page this size, in pixels of the screen, and waits for the page to have it. */
  async resize(width: number, height: number, zoom = 1): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, { width, height, zoom }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(width, height);
        window?.webContents.setZoomFactor(zoom);
      },
      { width, height, zoom },
    );
    const hasSize = () =>
      this.page.evaluate(
        ({ width, zoom }) =>
          Math.abs(innerWidth * zoom - width) < 2 && Math.abs(devicePixelRatio - zoom) < 0.01,
        { width, zoom },
      );
    await until('the page to have its size', hasSize);
  }

  async close(): Promise<void> {
    open.delete(this);
    // A signal asks nobody whether others are in the yard; Playwright's own way would.
    this.program.kill('SIGTERM');
    await this.app.close();
    // Its helper processes may write for a moment yet.
    rmSync(this.userData, { recursive: true, force: true, maxRetries: 10 });
  }
}

/**
 * Gives the window the size of the tests. Resolves with where it was opened.
 * While the program starts, its garbage collector may take the answer away ("Resulting promise was garbage collected").
 */
function takeSize(app: ElectronApplication): Promise<Rectangle | undefined> {
  return app.evaluate(({ BrowserWindow }, { width, height }) => {
    const [window] = BrowserWindow.getAllWindows();
    const before = window?.getBounds();
    window?.setContentSize(width, height);
    return before;
  }, WINDOW);
}

const open = new Set<Game>();

/** For afterEach: closes the windows that a test left open. */
export async function closeGames(): Promise<void> {
  await Promise.all([...open].map((game) => game.close()));
}

/** For afterEach: closes the windows, peers and programs that a test left. */
export async function closeAll(): Promise<void> {
  closePeers();
  await closeGames();
  await killAll();
}
