/**
 * The host's words typed into a terminal, and a server in the background of one. The terminal is a pseudo-terminal of `script`
 * (util-linux) with a shell that has job control; where one of them is missing the tests are skipped, and their names say why.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { freePort } from './support/free-port';
import { closePeers, RawPeer } from './support/raw-peer';
import { testUnless } from './support/test-unless';
import { pause, until } from './support/until';

const CTRL_Z = '\x1a';
const CTRL_D = '\x04';
const versionOf = (program: string) => spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout;
const missing = !/util-linux/.test(versionOf('script'))
  ? 'there is no `script` of util-linux here'
  : /bash/.test(versionOf('bash'))
    ? undefined
    : 'there is no bash here';

const terminals = new Set<Terminal>();
afterEach(() => {
  closePeers();
  for (const terminal of terminals) terminal.close();
  terminals.clear();
});

/** A shell in a terminal of its own. */
class Terminal {
  output = '';
  private readonly script: ChildProcess;

  constructor() {
    const shell = 'exec bash --norc --noprofile -i';
    this.script = spawn('script', ['--quiet', '--flush', '--command', shell, '/dev/null'], {
      env: { ...process.env, PS1: '$ ', HISTFILE: '' },
    });
    this.script.stdout?.on('data', (text) => (this.output += String(text)));
    terminals.add(this);
  }

  type(keys: string): void {
    this.script.stdin?.write(keys);
  }

  /** Types a command, and waits for what it prints, which no part of the command is. */
  async run(command: string, printed: RegExp): Promise<void> {
    const before = this.output.length;
    this.type(`${command}\n`);
    await until(`${command} to print ${String(printed)} in ${this.output}`, () =>
      printed.test(this.output.slice(before).replace(command, '')),
    );
  }

  /** The end of the terminal: what runs in it gets SIGHUP. */
  close(): void {
    this.script.kill('SIGKILL');
  }
}

const serverAt = (port: number) => `'${process.execPath}' .vite/build/server.js --port ${port}`;

/** Whether a server answers: a yard that was stopped has its port open, and says nothing. */
async function joins(port: number): Promise<void> {
  await new RawPeer(port).introduce('Ada');
}

testUnless(missing, 'words that are typed into the terminal are done, and Ctrl+D ends nothing', async () => {
  const [port, terminal] = [await freePort(), new Terminal()];
  await terminal.run(serverAt(port), /is open at/);
  await joins(port);
  await terminal.run('list', /1 here: 1 "Ada"\./);
  await terminal.run('kick 7', /There is no player 7\. Here: 1 "Ada"\./);
  terminal.type(CTRL_D);
  await pause(200);
  await joins(port);
});

testUnless(
  missing,
  'a server in the background of a terminal goes on while somebody types there',
  async () => {
    const [port, terminal] = [await freePort(), new Terminal()];
    await terminal.run(`${serverAt(port)} &`, /is open at/);
    for (const word of ['one', 'two', 'three'])
      await terminal.run(`echo ${word}-$((40 + 2))`, new RegExp(`${word}-42`));
    await joins(port);
    await terminal.run('jobs', /Running/);
    expect(terminal.output).not.toMatch(/Stopped/);
  },
);

testUnless(
  missing,
  'one that was stopped goes on in the background, and takes words when it is fetched',
  async () => {
    const [port, terminal] = [await freePort(), new Terminal()];
    await terminal.run(serverAt(port), /is open at/);
    await terminal.run('list', /Nobody is here\./);
    terminal.type(CTRL_Z);
    await until('it to be stopped', () => /Stopped/.test(terminal.output));
    await terminal.run('bg', /server\.js/);
    for (const word of ['one', 'two', 'three'])
      await terminal.run(`echo ${word}-$((40 + 2))`, new RegExp(`${word}-42`));
    await joins(port);
    await terminal.run('jobs', /Running/);
    await terminal.run('fg', /server\.js/);
    await until('it to take words', async () => {
      terminal.type('list\n');
      await pause(300);
      return /1 here: 1 "Ada"\./.test(terminal.output);
    });
  },
);
