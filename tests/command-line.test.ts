/** Each wrong command line gets one sentence and exit code 2; what a machine cannot give, one sentence and 1. */
import { freePort } from './support/free-port';
import { killAll, Program, startServer } from './support/programs';
import { pause, until } from './support/until';
import { startWeb } from './support/web';

afterEach(killAll);

async function run(name: keyof typeof OPTIONS, args: string[]) {
  const program = new Program(name, args);
  const code = await program.exit();
  return { code, errors: program.errors, output: program.output };
}

test.each([
  ['server', ['--port', '99999'], '"99999" is not a port. A port is a whole number from 1 to 65535.'],
  ['server', ['--prot', '1'], "unknown option '--prot' (Did you mean --port?)"],
  ['server', ['--name', 'x'.repeat(25)], 'A name has 1 to 24 characters; this one has 25.'],
  ['server', ['now'], 'too many arguments'],
  [
    'server',
    ['--size', '640x480'],
    '"640x480" is not the size of a yard. One looks like 4800x3200: width x height in pixels, from 800x600 to 9600x6400.',
  ],
  [
    'server',
    ['--max-players', '5001'],
    '"5001" is not a number of players. It is a whole number from 1 to 5000.',
  ],
  ...(['--invited-only', '--ask-first'] as const).map(
    (option) =>
      [
        'server',
        [option],
        `${option} is for a secured yard: players of an open one cannot be told apart. Add --secure.`,
      ] as const,
  ),
  ['server', ['--cluster', 'here'], '"here" is not the address of a NATS. One looks like nats://'],
  [
    'server',
    ['--cluster', 'nats://127.0.0.1:4222'],
    '--cluster needs --name: all servers of one name on one NATS share one yard.',
  ],
  ...(
    [
      ['--advertise', 'here'],
      ['--cluster-credentials', 'file'],
    ] as const
  ).map(
    ([option, value]) =>
      [
        'server',
        [option, value],
        `${option} is for one of several servers of a yard. Add --cluster.`,
      ] as const,
  ),
  [
    'server',
    ['--advertise', '0.0.0.0'],
    'Nobody reaches 0.0.0.0: give the address by which clients reach this computer.',
  ],
  [
    'server',
    ['--advertise', 'ftp://here'],
    '"ftp://here" is not an address by which clients reach a server. One looks like 192.168.1.21,',
  ],
  ['player', ['--join', 'ftp://here'], '"ftp://here" is not the address of a yard. One looks like tcp://'],
  ['player', ['--count', '0'], '"0" is not a number of players. It is a whole number from 1 to 5000.'],
  ['player', ['--colour', 'blue'], '"blue" is not a colour. A colour is written #rrggbb'],
  ['player', ['--say', ''], 'A line of chat has 1 to 200 characters; this one has 0.'],
  ['player', ['--walk', 'backwards'], 'Allowed choices are random, none.'],
  ['player', ['--seconds'], 'argument missing'],
  [
    'player',
    ['--replay', 'evening.osc', '--count', '2'],
    'A recording has players of its own: leave --count or --replay out.',
  ],
  ['web', ['--prot', '1'], "unknown option '--prot' (Did you mean --port?)"],
] as const)('%s %j', async (name, args, sentence) => {
  const { code, errors, output } = await run(name, [...args]);
  expect(errors).toContain(sentence);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(output).toBe('');
  expect(code).toBe(2);
});

test('a taken port is said to be taken', async () => {
  const port = await freePort();
  await startServer(port);
  const { code, errors } = await run('server', ['--port', String(port)]);
  expect(errors).toBe(
    `zeroyard-server: Port ${port} on 127.0.0.1 is taken by another program: stop that one, or choose another port. (--port)\n`,
  );
  expect(code).toBe(1);
});

test('so is one of the web shell', async () => {
  const port = await freePort();
  await startWeb(port, await freePort());
  const { code, errors } = await run('web', ['--port', String(port)]);
  expect(errors).toContain(`zeroyard-web: Port ${port} on 127.0.0.1 is taken by another program`);
  expect(code).toBe(1);
});

test('npm run web says of an address that it is none, of a computer that there is none, of a yard that it is closed', async () => {
  const port = String(await freePort());
  const { code, errors } = await run('web', ['--port', port, '--join', 'ftp://here']);
  expect(errors).toContain('"ftp://here" is not the address of a yard. One looks like tcp://');
  expect(code).toBe(2);
  const unknown = await run('web', ['--port', port, '--join', 'no-such-computer.invalid']);
  expect(unknown.errors).toContain('No computer named no-such-computer.invalid was found');
  expect(unknown).toMatchObject({ code: 1, output: '' });
  const [webPort, yardPort] = [await freePort(), await freePort()];
  const { program } = await startWeb(webPort, yardPort);
  await until('it to say so', () =>
    program.output.includes(`No yard answers at tcp://127.0.0.1:${yardPort} so far`),
  );
});

test('npm run web says nothing of a yard that is open', async () => {
  const [webPort, yardPort] = [await freePort(), await freePort()];
  await startServer(yardPort);
  const { program } = await startWeb(webPort, yardPort);
  // Longer than it waits for one that does not answer.
  await pause(5000);
  expect(program.output).not.toContain('No yard answers');
});

test("a host that is not this machine's is said to be none", async () => {
  const { code, errors } = await run('server', ['--host', '192.0.2.1']);
  expect(errors).toContain('This machine has no address 192.0.2.1');
  expect(code).toBe(1);
});

test('players that are sent to the name of no computer say so, and end', async () => {
  const { code, errors } = await run('player', ['--join', 'no-such-computer.invalid', '--seconds', '1']);
  expect(errors).toContain('No computer named no-such-computer.invalid was found');
  expect(errors).not.toContain('is a yard open there');
  expect(code).toBe(1);
});

test('players that find no yard say so', async () => {
  const port = await freePort();
  const { code, errors } = await run('player', [
    '--join',
    `127.0.0.1:${port}`,
    '--count',
    '2',
    '--seconds',
    '1',
  ]);
  expect(errors).toContain(`2 of 2 never got an answer from tcp://127.0.0.1:${port}: is a yard open there?`);
  expect(code).toBe(1);
});

/** All that each program takes. Who adds an option adds it here, and to its help. */
const OPTIONS = {
  server: [
    '--host <host>',
    '--port <port>',
    '--name <name>',
    '--max-players <n>',
    '--max-spectators <n>',
    '--size <size>',
    '--max-messages <n>',
    '--interest <n>',
    '--budget <bytes>',
    '--transport <router>',
    '--game <name>',
    '--no-guests',
    '--announce',
    '--announce-on <interface>',
    '--secure',
    '--keys <folder>',
    '--invited-only',
    '--ask-first',
    '--record <file>',
    '--recordings <folder>',
    '--record-minutes <n>',
    '--record-megabytes <n>',
    '--cluster <urls>',
    '--cluster-credentials <file>',
    '--advertise <address>',
    '--log-level <level>',
    '--json',
    '--metrics <port>',
    '-h, --help',
  ],
  player: [
    '--join <address>',
    '--count <n>',
    '--walk <how>',
    '--game <name>',
    '--watch',
    '--seconds <n>',
    '--name <name>',
    '--say <text>',
    '--colour <colour>',
    '--simulate <figures>',
    '--replay <file>',
    '-h, --help',
  ],
  web: ['--join <address>', '--host <host>', '--port <port>', '--max-pages <n>', '-h, --help'],
  find: ['--seconds <n>', '-h, --help'],
  export: ['--hz <n>', '--parquet', '--mcap', '-h, --help'],
} as const;
const PROGRAMS = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];

test.each(PROGRAMS)('%s --help names every option, and says what it is for', async (name) => {
  const { code, output } = await run(name, ['--help']);
  expect(code).toBe(0);
  const lines = [...output.matchAll(/^ {2}(-\S.*?)(?: {2,}(.*))?$/gm)];
  expect(lines.map(([, option]) => option)).toEqual(OPTIONS[name]);
  // Beside its default.
  expect(lines.filter(([, , words = '']) => !/^[a-z]/i.test(words))).toEqual([]);
});
