import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { DebugView } from '../../renderer/debug';
import type { DrawnPlayer } from '../../renderer/yard/others';
import { LOOPBACK, SWITCHES } from '../e2e/game';
import { until } from '../support/until';

/** The packaged game. */
export const APP = resolve(`out/Zeroyard-linux-${process.arch}`);
export const PROGRAM = 'zeroyard';
export const VERSION = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
export const SERVER_NAME = `zeroyard-server-${VERSION}-linux-${process.arch}`;
export const SERVER_ARCHIVE = resolve(`out/make/${SERVER_NAME}.tar.gz`);
export const DEB_FOLDER = resolve(`out/make/deb/${process.arch}`);

/** A folder for one test file, where no node_modules is anywhere above. */
export const folder = mkdtempSync(join(tmpdir(), 'zeroyard-packaged-'));
for (let above = folder; above !== dirname(above); above = dirname(above)) {
  if (existsSync(join(above, 'node_modules'))) throw new Error(`There are node_modules in ${above}.`);
}

/** Copies the packaged game to where nothing of this project is; returns its program. */
export function copyApp(): string {
  cpSync(APP, join(folder, 'app'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'app', PROGRAM);
}

/** As after a fresh log-in: nothing that tests run with reaches the game. */
export const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  DISPLAY: process.env['DISPLAY'],
  XAUTHORITY: process.env['XAUTHORITY'],
  HOME: folder,
});

const running = new Set<ChildProcess>();

/** A program that ends with the test at the latest, with all that it printed. */
export function run(program: string, args: string[], env = environment()) {
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const printed = { output: '', errors: '' };
  child.stdout.on('data', (text) => (printed.output += String(text)));
  child.stderr.on('data', (text) => (printed.errors += String(text)));
  const exit = once(child, 'close').then(() => {
    running.delete(child);
    return child.exitCode;
  });
  return { child, printed, exit };
}

/** A packaged game with a window. Its fuses let nobody into its main process, so the page is reached as by a debugger of pages. */
export class PackedGame {
  readonly page: Page;
  private readonly stop: () => Promise<void>;

  private constructor(page: Page, stop: () => Promise<void>) {
    this.page = page;
    this.stop = stop;
    games.add(this);
  }

  static async start(program: string, name: string, ...options: string[]): Promise<PackedGame> {
    const profile = mkdtempSync(join(folder, 'profile-'));
    // Small, since tests run where a processor has to do the work of a graphics card.
    const window = { x: 0, y: 0, width: 480, height: 360, isMaximized: false };
    writeFileSync(join(profile, 'settings.json'), JSON.stringify({ recent: [], window }));
    const own = ['--data-dir', profile, '--announce-on', LOOPBACK, '--name', name, '--debug', ...options];
    const { child, printed, exit } = run(program, [...SWITCHES, '--remote-debugging-port=0', ...own]);
    const address = await until(
      `a window; it said: ${printed.errors}`,
      () => /^DevTools listening on (ws:\S+)/m.exec(printed.errors)?.[1],
    );
    // Electron has no contexts of a browser whose defaults could be set.
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    const page = await until('a page', () => browser.contexts()[0]?.pages()[0]);
    const game = new PackedGame(page, async () => {
      child.kill('SIGTERM');
      await exit;
      await browser.close();
    });
    await until('the yard to be drawn', () => page.evaluate(() => 'zeroyard' in globalThis));
    return game;
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async untilStatus(words: string): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: words }).waitFor();
  }

  other(name: string): Promise<DrawnPlayer | undefined> {
    return this.page.evaluate(
      (wanted) =>
        (globalThis as { zeroyard?: DebugView }).zeroyard?.others.find((other) => other.name === wanted),
      name,
    );
  }

  /** Walks until the other window shows it. */
  async walk(name: string, watcher: PackedGame): Promise<void> {
    const from = await until(`${name} to be seen`, () => watcher.other(name));
    await this.page.keyboard.down('ArrowDown');
    await until(
      `${name} to be seen walking`,
      async () => ((await watcher.other(name))?.y ?? 0) > from.y + 30,
    );
    await this.page.keyboard.up('ArrowDown');
  }

  async close(): Promise<void> {
    games.delete(this);
    await this.stop();
  }
}

const games = new Set<PackedGame>();

/** For afterEach: ends what a test left running, and says so where a process stayed behind. */
export async function endAll(): Promise<void> {
  for (const game of games) await game.close();
  for (const child of running) child.kill('SIGKILL');
  await until('no process to be left', () => !processes().some((line) => line.includes(folder)));
}

function processes(): string[] {
  return execFileSync('ps', ['-eo', 'args', '--width', '3000'], { encoding: 'utf8' }).split('\n');
}

/** For afterAll. */
export function removeFolder(): void {
  // Electron's helper processes may write for a moment yet.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** The paths of all files below a folder. */
export function filesIn(below: string): string[] {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
