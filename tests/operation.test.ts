/** What a server tells those who run it: its log, its metrics, its help. */
import { Agent, request, type IncomingMessage, type RequestOptions } from 'node:http';
import { text } from 'node:stream/consumers';
import { freePort } from './support/free-port';
import { readMetrics } from './support/metrics';
import { killAll, Program, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { until } from './support/until';

let port: number;
let metricsPort: number;

beforeEach(async () => {
  port = await freePort();
  metricsPort = await freePort();
});
afterEach(async () => {
  closePeers();
  await killAll();
});

const metrics = () => readMetrics(metricsPort);

test('the metrics have their names from the start', async () => {
  await startServer(port, '--metrics', String(metricsPort));
  const { headers } = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  expect(headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect([...(await metrics()).keys()]).toEqual(
    expect.arrayContaining([
      'zeroyard_players',
      'zeroyard_updates_in_total',
      'zeroyard_updates_out_total',
      'zeroyard_relayed_total',
      'zeroyard_wrong_tickets_total',
      ...['malformed', 'flood', 'relay', 'refused', 'unsent'].map(
        (reason) => `zeroyard_dropped_total{reason="${reason}"}`,
      ),
      'zeroyard_flush_size_bytes_count',
      'zeroyard_flush_duration_seconds_count',
      'nodejs_eventloop_lag_p99_seconds',
    ]),
  );
});

test('the metrics count the players', async () => {
  await startServer(port, '--metrics', String(metricsPort));
  const ada = new RawPeer(port);
  await ada.introduce('Ada');
  expect((await metrics()).get('zeroyard_players')).toBe(1);
  await ada.send({ address: '/leave' });
  await until('the yard to be empty', async () => (await metrics()).get('zeroyard_players') === 0);
});

test('the metrics count a player who walks', async () => {
  await startServer(port, '--metrics', String(metricsPort));
  const ada = new RawPeer(port);
  const grace = new RawPeer(port);
  await ada.introduce('Ada');
  await grace.introduce('Grace');
  await ada.send({ address: '/position', x: 100, y: 100 });
  await until('an update in and out, and its flush', async () => {
    const now = await metrics();
    return [
      'zeroyard_updates_in_total',
      'zeroyard_updates_out_total',
      'zeroyard_flush_size_bytes_count',
      'zeroyard_flush_duration_seconds_count',
    ].every((name) => Number(now.get(name)) > 0);
  });
});

test('elsewhere than at /metrics there is nothing', async () => {
  await startServer(port, '--metrics', String(metricsPort));
  expect((await fetch(`http://127.0.0.1:${metricsPort}/`)).status).toBe(404);
  const written = await fetch(`http://127.0.0.1:${metricsPort}/metrics`, { method: 'POST' });
  expect(written.status).toBe(405);
});

/** Asks for the metrics in a way of its own. */
async function ask(options: RequestOptions): Promise<{ response: IncomingMessage; body: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port: metricsPort, path: '/metrics', ...options }, resolve)
      .on('error', reject)
      .end();
  });
  return { response, body: await text(response) };
}

test('the metrics are told by HEAD without a body, with a query, and to no other name', async () => {
  await startServer(port, '--metrics', String(metricsPort));
  const head = await ask({ method: 'HEAD' });
  expect([head.response.statusCode, head.body]).toEqual([200, '']);
  expect(Number(head.response.headers['content-length'])).toBeGreaterThan(1000);
  const query = await ask({ path: '/metrics?name=zeroyard_players' });
  expect([query.response.statusCode, query.body]).toEqual([200, expect.stringContaining('zeroyard_players')]);
  const foreign = await ask({ headers: { host: `evil.example:${metricsPort}` } });
  expect([foreign.response.statusCode, foreign.body]).toEqual([
    421,
    expect.not.stringContaining('zeroyard_'),
  ]);
});

test('the metrics are told ten times at once, and to who waits again', async () => {
  await startServer(port, '--metrics', String(metricsPort));
  // Who asks under a false name does not use it up.
  for (let i = 0; i < 20; i++) await ask({ headers: { host: 'evil.example' } });
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask({ agent })));
  agent.destroy();
  const statuses = answers.map(({ response }) => response.statusCode);
  const answered = statuses.filter((status) => status === 200).length;
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect(answered).toBeGreaterThanOrEqual(10);
  expect(answered).toBeLessThan(20);
  await metrics();
});

test('a taken metrics port is said to be taken, and no yard opens', async () => {
  await startServer(port, '--metrics', String(metricsPort));
  const second = new Program('server', [
    '--port',
    String(await freePort()),
    '--metrics',
    String(metricsPort),
  ]);
  expect(await second.exit()).toBe(1);
  expect(second.errors).toBe(
    `zeroyard-server: Port ${metricsPort} on 127.0.0.1 is taken by another program: stop that one, or choose another port. (--metrics)\n`,
  );
  expect(second.output).not.toContain('is open at');
});

test('a server that serves metrics already ends when the port of its yard is taken', async () => {
  await startServer(port);
  const second = new Program('server', ['--port', String(port), '--metrics', String(metricsPort)]);
  expect(await second.exit()).toBe(1);
  expect(second.errors).toContain(`Port ${port} on 127.0.0.1 is taken`);
});

test('the log for a person is sentences with the time and the level', async () => {
  const server = await startServer(port, '--name', 'Attic');
  await server.stop('SIGTERM');
  const [open, closed] = server.output.split('\n');
  expect(open).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: /);
  expect(open).toContain(`The yard "Attic" is open at tcp://127.0.0.1:${port}`);
  expect(closed).toContain('The yard is closed (SIGTERM).');
  expect(server.errors).toBe('');
});

interface LogLine {
  level: string;
  time: string;
  msg: string;
}

function linesOf(server: Program): LogLine[] {
  return server.output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine);
}

test('with --json every line has level, time and message, to the last one', async () => {
  const server = await startServer(port, '--json', '--log-level', 'trace', '--metrics', String(metricsPort));
  await metrics();
  await server.stop('SIGINT');
  const lines = linesOf(server);
  for (const line of lines) {
    expect(line).toMatchObject({
      level: expect.stringMatching(/^(trace|debug|info|warn|error)$/) as string,
      msg: expect.stringMatching(/./) as string,
    });
    expect(new Date(line.time).toISOString()).toBe(line.time);
  }
  expect(lines.at(-1)?.msg).toContain('closed');
});

test('who comes, who goes and who is refused is in the log on its level', async () => {
  const server = await startServer(port, '--json', '--log-level', 'debug', '--max-players', '1');
  const ada = new RawPeer(port);
  const id = await ada.introduce('Ada');
  await new RawPeer(port).send({ address: '/ping', n: 1 });
  await until('a refusal', () => server.output.includes('Refused'));
  await ada.send({ address: '/leave' });
  await until('the goodbye', () => server.output.includes('left'));
  await server.stop('SIGINT');
  const [, here, refused, left] = linesOf(server);
  expect(here).toMatchObject({ level: 'debug', id, name: 'Ada', msg: `Player ${id} is here: "Ada".` });
  expect(refused).toMatchObject({ level: 'debug', code: 'full' });
  expect(left).toMatchObject({ level: 'debug', id, name: 'Ada', msg: `Player ${id} left: "Ada".` });
});

test('with --json a failed start is a line of the log too', async () => {
  await startServer(port);
  const second = new Program('server', ['--port', String(port), '--json']);
  expect(await second.exit()).toBe(1);
  expect(linesOf(second)).toMatchObject([{ level: 'error', isTaken: true }]);
  expect(second.errors).toBe('');
});

test('what is below the level is not logged', async () => {
  const server = new Program('server', ['--port', String(port), '--log-level', 'warn']);
  const ada = new RawPeer(port);
  await ada.introduce('Ada');
  await server.stop('SIGTERM');
  expect(server.output).toBe('');
});

test.each([
  [['--log-level', 'loud'], 'Allowed choices are trace, debug, info, warn, error.'],
  [['--metrics', '0'], '"0" is not a port.'],
])('%j is refused with one sentence', async (args, sentence) => {
  const server = new Program('server', args);
  expect(await server.exit()).toBe(2);
  expect(server.errors).toContain(sentence);
  expect(server.errors.trim().split('\n')).toHaveLength(1);
});

test('--help groups the options', async () => {
  const server = new Program('server', ['--help']);
  expect(await server.exit()).toBe(0);
  const [yard, operation] = ['The yard:', 'Operation:'].map((heading) => server.output.indexOf(heading));
  const places = ['--host', '--port', '--name', '--log-level', '--json', '--metrics'].map((option) =>
    server.output.indexOf(`\n  ${option} `),
  );
  expect([yard, ...places.slice(0, 3), operation, ...places.slice(3)]).toEqual(
    [yard, ...places, operation].sort((a = 0, b = 0) => a - b),
  );
  expect(server.output).not.toContain('default: false');
});
