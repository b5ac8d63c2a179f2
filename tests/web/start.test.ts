/** `npm start` where there is neither a display nor Electron: it plays in a browser. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeChromium, closeScreens, describeInChromium, DESKTOP, openPage } from '../support/chromium';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { until } from '../support/until';

/** Installing all packages and building everything takes its time. */
const FRESH_CLONE_TIMEOUT_MS = 300_000;

const started = new Set<ChildProcess>();

afterEach(async () => {
  await closeScreens();
  closePeers();
  for (const program of started) killGroup(program);
  started.clear();
  await killAll();
});
afterAll(closeChromium);

/** `npm start` with what it prints. */
class Start {
  output = '';
  private readonly process: ChildProcess;

  /** @param environment what is changed in ours; '' takes a variable away */
  constructor(folder: string, args: string[], environment: Record<string, string>) {
    const env = { ...process.env, ...environment };
    for (const [name, value] of Object.entries(environment))
      if (value === '') Reflect.deleteProperty(env, name);
    // A group of its own, so that Ctrl+C can be played: a terminal signals all of it.
    this.process = spawn('npm', ['start', '--', ...args], { cwd: folder, env, detached: true });
    started.add(this.process);
    this.process.stdout?.on('data', (text) => (this.output += String(text)));
    this.process.stderr?.on('data', (text) => (this.output += String(text)));
  }

  async url(timeoutMs?: number): Promise<URL> {
    const url = await until(
      'npm start to print a URL',
      () => {
        if (this.process.exitCode !== null) throw new Error(`npm start ended: ${this.output}`);
        return /http:\S+/.exec(this.output)?.[0];
      },
      timeoutMs,
    );
    return new URL(url);
  }

  /** As the keys do; resolves when npm and all that it started have ended. */
  async pressCtrlC(): Promise<void> {
    process.kill(groupOf(this.process), 'SIGINT');
    await this.untilEnded();
  }

  /** Ends npm alone; resolves when all that it started has ended too. */
  async endNpm(): Promise<void> {
    this.process.kill('SIGTERM');
    await this.untilEnded();
  }

  private async untilEnded(): Promise<void> {
    await until('nothing to be left of npm start', () => !isThere(groupOf(this.process)));
    started.delete(this.process);
  }
}

/** What `kill` takes for a program and all that it started. */
function groupOf({ pid = NaN }: ChildProcess): number {
  return -pid;
}

function isThere(group: number): boolean {
  try {
    return process.kill(group, 0);
  } catch {
    return false;
  }
}

function killGroup(program: ChildProcess): void {
  if (isThere(groupOf(program))) process.kill(groupOf(program), 'SIGKILL');
}

const NO_WINDOW = { DISPLAY: '', WAYLAND_DISPLAY: '', ELECTRON_OVERRIDE_DIST_PATH: '' };

describeInChromium('npm start without a window', () => {
  test(
    'plays in Chromium from a fresh clone, and ends with Ctrl+C',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'zeroyard-clone-'));
      try {
        execFileSync('git', ['clone', '--quiet', '.', folder]);
        const start = new Start(folder, [], NO_WINDOW);
        const url = await start.url(FRESH_CLONE_TIMEOUT_MS);
        expect(start.output).toContain('There is no display here, so no window can open.');
        const screen = await openPage(url, DESKTOP);
        await screen.untilStatus('only you here');
        const from = await screen.own();
        await screen.page.keyboard.down('ArrowLeft');
        await until('a step to the left', async () => (await screen.own()).x < from.x - 20);
        await start.pressCtrlC();
        await screen.untilLobby();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    FRESH_CLONE_TIMEOUT_MS + 60_000,
  );

  test('--web asks for it, --join names the yard, and what is for the window is left out', async () => {
    const port = await freePort();
    await startServer(port, '--name', 'Elsewhere');
    const watcher = new RawPeer(port);
    await watcher.send({ address: '/ping', n: 1 });
    const options = ['--web', '--join', `tcp://127.0.0.1:${port}`, '--name', 'Ada'];
    const start = new Start('.', options, { DISPLAY: '', WAYLAND_DISPLAY: '' });
    const screen = await openPage(await start.url(), DESKTOP);
    await screen.untilStatus('Elsewhere');
    expect(start.output).toContain('Left out, since they are for the window: --name');
    expect(start.output).not.toContain('no display');
    const { id } = await watcher.until('/player/profile');
    await start.pressCtrlC();
    await watcher.until('/player/left', (left) => left.id === id);
  });
});

test('a misspelt option is said to be none where the game opens in a browser too', async () => {
  const start = new Start('.', ['--web', '--joim', 'tcp://127.0.0.1'], { DISPLAY: '', WAYLAND_DISPLAY: '' });
  await until('it to say so', () => start.output.includes("unknown option '--joim'"));
  expect(start.output).not.toContain('Open http');
});

test('what an option for the window is given is not taken for an invite', async () => {
  const port = await freePort();
  await startServer(port);
  const args = ['--web', '--simulate', 'delay=80', `zeroyard://join/127.0.0.1:${port}`];
  const start = new Start('.', args, { DISPLAY: '', WAYLAND_DISPLAY: '' });
  await start.url();
  expect(start.output).toContain('Left out, since they are for the window: --simulate');
});

test('the end of npm is the end of the yard and its page', async () => {
  const start = new Start('.', ['--web'], { DISPLAY: '', WAYLAND_DISPLAY: '' });
  const url = await start.url();
  await start.endNpm();
  await until('the page to be gone', () =>
    fetch(url).then(
      () => false,
      () => true,
    ),
  );
});
