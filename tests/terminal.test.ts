/**
 * A server in a terminal that somebody stops (Ctrl+S), and one whose terminal is closed. The terminal is a pseudo-terminal
 * of `script` (util-linux); where that is missing the tests are skipped, and their names say why.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './support/free-port';
import { killAll } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { testUnless } from './support/test-unless';
import { pause, until } from './support/until';

const CTRL_S = '\x13';
const CTRL_Q = '\x11';
const { stdout } = spawnSync('script', ['--version'], { encoding: 'utf8' });
const missing = /util-linux/.test(stdout) ? undefined : 'there is no `script` of util-linux here';

const terminals = new Set<ChildProcess>();
afterEach(async () => {
  closePeers();
  for (const terminal of terminals) terminal.kill('SIGKILL');
  terminals.clear();
  await killAll();
});

/** A server in a terminal of its own. */
class Terminal {
  output = '';
  readonly script: ChildProcess;

  constructor(port: number) {
    const server = `exec '${process.execPath}' .vite/build/server.js --port ${port} --log-level debug`;
    this.script = spawn('script', ['--quiet', '--return', '--flush', '--command', server, '/dev/null']);
    this.script.stdout?.on('data', (text) => (this.output += String(text)));
    terminals.add(this.script);
  }

  type(keys: string): void {
    this.script.stdin?.write(keys);
  }
}

testUnless(
  missing,
  'Ctrl+S in the terminal does not stop the yard; Ctrl+Q shows what was logged meanwhile',
  async () => {
    const port = await freePort();
    const terminal = new Terminal(port);
    await until('the server to listen', () => terminal.output.includes('is open at'));
    const ada = new RawPeer(port);
    await ada.introduce('Ada');
    await until('Ada to be logged', () => terminal.output.includes('"Ada"'));
    terminal.type(CTRL_S);
    let unseen = '';
    // A yard that waits for its log answers nobody any more.
    await until('somebody to come who is not shown', async () => {
      unseen = `Newcomer ${terminal.output.length} ${Date.now() % 1000}`;
      await new RawPeer(port).introduce(unseen);
      await pause(200);
      return !terminal.output.includes(`"${unseen}"`);
    });
    await new RawPeer(port).introduce('Edsger');
    await ada.until('/player/profile', ({ name }) => name === 'Edsger');
    expect(terminal.output).not.toContain('"Edsger"');
    terminal.type(CTRL_Q);
    await until('Edsger to be logged', () => terminal.output.includes('"Edsger"'));
    expect(terminal.output).toContain(`"${unseen}"`);
  },
);

testUnless(missing, 'a server in a stopped terminal ends in order when it is told to', async () => {
  const port = await freePort();
  const terminal = new Terminal(port);
  await until('the server to listen', () => terminal.output.includes('is open at'));
  const ada = new RawPeer(port);
  const id = await ada.introduce('Ada');
  terminal.type(CTRL_S);
  await new RawPeer(port).introduce('Grace');
  process.kill(serverOf(terminal), 'SIGTERM');
  await ada.until('/player/left', (left) => left.id === id);
  if (terminal.script.exitCode === null) await once(terminal.script, 'exit');
  expect(terminal.script.exitCode).toBe(0);
});

testUnless(missing, 'a server whose terminal is closed says goodbye to everybody', async () => {
  const port = await freePort();
  const terminal = new Terminal(port);
  await until('the server to listen', () => terminal.output.includes('is open at'));
  const ada = new RawPeer(port);
  const id = await ada.introduce('Ada');
  // Whoever holds the terminal is gone, and with it the terminal: the system sends SIGHUP.
  terminal.script.kill('SIGKILL');
  await ada.until('/player/left', (left) => left.id === id);
});

/** The process that `script` runs. */
function serverOf({ script }: Terminal): number {
  const { stdout: ids } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(script.pid)], { encoding: 'utf8' });
  return Number(ids.trim());
}
