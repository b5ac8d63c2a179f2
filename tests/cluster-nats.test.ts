/** The bus between servers of one yard, on a real NATS: what it carries, and what becomes of it while NATS is away. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterCounters } from '../server/cluster/counters';
import { NatsBus } from '../server/cluster/nats-bus';
import { freePort } from './support/free-port';
import { Nats, NATS_OBSTACLE, removeNats } from './support/nats';
import { NatsAccounts } from './support/nats-accounts';
import { killAll, Program } from './support/programs';
import { testUnless } from './support/test-unless';
import { pause, until } from './support/until';

const opened: NatsBus[] = [];
let port: number;

interface Opened {
  bus: NatsBus;
  counters: ClusterCounters;
  said: string[];
}

async function open(credentials?: string, scheme = 'nats'): Promise<Opened> {
  const [counters, said] = [new ClusterCounters(), [] as string[]];
  const say = (sentence: string) => void said.push(sentence);
  const options = { urls: [`${scheme}://127.0.0.1:${port}`], credentials, name: 'test' };
  const bus = new NatsBus(options, counters, { info: say, warn: say });
  opened.push(bus);
  await bus.open();
  return { bus, counters, said };
}

beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  for (const bus of opened.splice(0)) await bus.close();
  await killAll();
  await removeNats();
});

const onNats = (name: string, body: () => Promise<void>) => testUnless(NATS_OBSTACLE, name, body);

onNats('what one publishes all others get in order, by wildcards too, and it itself does not', async () => {
  await Nats.start(port);
  const [a, b] = [await open(), await open()];
  const got: string[] = [];
  const note = (bytes: Uint8Array, subject: string) =>
    void got.push(`${subject} ${Buffer.from(bytes).toString()}`);
  a.bus.subscribe('yard.>', note);
  const subscription = b.bus.subscribe('yard.*.2', note);
  // Subscriptions and what is published come to NATS by two ways.
  await pause(100);
  const bytes = Uint8Array.of(65);
  a.bus.publish('yard.1.2', bytes);
  bytes[0] = 66;
  a.bus.publish('yard.1.2', bytes);
  a.bus.publish('yard.1.3', bytes);
  await until('both', () => got.length >= 2);
  expect(got).toEqual(['yard.1.2 A', 'yard.1.2 B']);
  subscription.unsubscribe();
  await pause(100);
  a.bus.publish('yard.1.2', bytes);
  b.bus.publish('yard.9', bytes);
  await until('what a listens to', () => got.length >= 3);
  expect(got.at(-1)).toBe('yard.9 B');
});

onNats('a NATS that is not there yet is said to be away, once, and is joined when it comes', async () => {
  const { bus, counters, said } = await open();
  expect(bus.isConnected).toBe(false);
  expect(said).toEqual([expect.stringContaining('NATS cannot be reached')]);
  let got = 0;
  bus.subscribe('yard', () => {
    got++;
  });
  bus.publish('yard', Uint8Array.of(1));
  expect(counters.dropped.unsent).toBe(1);
  await pause(1500);
  expect(said).toHaveLength(1);
  await Nats.start(port);
  await until('it to be joined', () => bus.isConnected);
  const other = await open();
  other.bus.publish('yard', Uint8Array.of(1));
  await until('what the other says', () => got > 0);
  expect(got).toBe(1);
});

onNats(
  'a NATS that was killed is joined again, with all subscriptions, and nothing stale is sent',
  async () => {
    const nats = await Nats.start(port);
    const [a, b] = [await open(), await open()];
    const got: number[] = [];
    b.bus.subscribe('yard', (bytes) => void got.push(bytes[0] ?? 0));
    await nats.stop();
    await until('both to notice', () => !a.bus.isConnected && !b.bus.isConnected);
    a.bus.publish('yard', Uint8Array.of(1));
    expect(a.counters.dropped.unsent).toBe(1);
    await nats.start();
    await until('both to be back', () => a.bus.isConnected && b.bus.isConnected);
    await pause(100);
    a.bus.publish('yard', Uint8Array.of(2));
    await until('what a says', () => got.length > 0);
    expect(got).toEqual([2]);
    expect(a.said.filter((sentence) => sentence.includes('is lost'))).toHaveLength(1);
  },
);

onNats('a NATS that stands still is noticed, and what waits for it is bounded', async () => {
  const nats = await Nats.start(port);
  const { bus, counters, said } = await open();
  nats.kill('SIGSTOP');
  const bytes = new Uint8Array(100_000);
  for (let i = 0; i < 200; i++) bus.publish('yard', bytes);
  expect(counters.dropped.unsent).toBeGreaterThan(100);
  await until('it to be noticed', () => counters.slowConsumers === 1);
  expect(said.at(-1)).toContain('late by NATS');
  await until('it to be given up', () => !bus.isConnected);
  nats.kill('SIGCONT');
  await until('it to be back', () => bus.isConnected);
  const before = counters.dropped.unsent;
  bus.publish('yard', bytes);
  expect(counters.dropped.unsent).toBe(before);
});

onNats(
  'a NATS that asks for credentials is reached with a file of them, and without says what is missing',
  async () => {
    const accounts = new NatsAccounts(['yard.>']);
    try {
      await Nats.start(port, '-c', accounts.config);
      const stranger = await open();
      expect(stranger.bus.isConnected).toBe(false);
      expect(stranger.said).toEqual([
        expect.stringContaining('give it the right file by --cluster-credentials'),
      ]);
      const [a, b] = [await open(accounts.credentials), await open(accounts.credentials)];
      expect([a.said, b.said]).toEqual(Array(2).fill([`NATS is reached at 127.0.0.1:${port}.`]));
      let got = 0;
      b.bus.subscribe('yard.1', () => {
        got++;
      });
      await pause(100);
      a.bus.publish('yard.1', Uint8Array.of(1));
      await until('b to get it', () => got === 1);
      a.bus.subscribe('elsewhere', () => undefined);
      await until('a to say what it may not', () => a.said.at(-1)?.includes('its user needs zeroyard.>'));
    } finally {
      accounts.remove();
    }
  },
);

onNats(
  'a NATS that takes less at once than servers say is told so, and what is too long for it ends nothing',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zeroyard-payload-'));
    const config = join(folder, 'nats.conf');
    writeFileSync(config, 'max_payload: 32KB\n');
    await Nats.start(port, '-c', config);
    rmSync(folder, { recursive: true });
    const [a, b] = [await open(), await open()];
    expect(a.said.at(-1)).toMatch(/only 32768 bytes.*max_payload has to be at least 128KB/);
    const got: number[] = [];
    b.bus.subscribe('yard', ({ length }) => void got.push(length));
    await pause(100);
    a.bus.publish('yard', new Uint8Array(40_000));
    a.bus.publish('yard', new Uint8Array(30_000));
    await until('what fits', () => got.length > 0);
    expect([got, a.counters.dropped.unsent]).toEqual([[30_000], 1]);
  },
);

test('a NATS that turns a server away for a while, for whatever reason, is joined again, which is said once', async () => {
  const answers = [
    "-ERR 'Authentication Timeout'",
    "-ERR 'Authorization Violation'",
    "-ERR 'maximum connections exceeded'",
  ];
  // The first connection is let in.
  let turned = -1;
  const info = { server_id: 'x', version: '2.9.10', proto: 1, headers: true, max_payload: 1_048_576 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write(`INFO ${JSON.stringify(info)}\r\n`);
    const answer = answers[turned++];
    socket.on('data', (bytes) => {
      if (answer !== undefined) socket.end(`${answer}\r\n`);
      else socket.write('PONG\r\n'.repeat(bytes.toString().split('PING\r\n').length - 1));
    });
  }).listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    const { bus, said } = await open();
    expect(bus.isConnected).toBe(true);
    for (const socket of sockets) socket.destroy();
    await until('it to be lost', () => !bus.isConnected);
    await until('it to be back', () => bus.isConnected);
    expect(turned).toBe(answers.length + 1);
    await pause(300);
    expect(said.filter((sentence) => sentence.startsWith('NATS is reached'))).toHaveLength(2);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

onNats('a NATS without TLS is not spoken to where tls:// was asked for', async () => {
  await Nats.start(port);
  const { bus, said } = await open(undefined, 'tls');
  expect(bus.isConnected).toBe(false);
  expect(said).toEqual([expect.stringContaining('NATS has no TLS there')]);
});

const TLS_OBSTACLE =
  NATS_OBSTACLE ??
  (spawnSync('openssl', ['version']).status === 0 ? undefined : 'there is no openssl to make a certificate');

testUnless(
  TLS_OBSTACLE,
  'a NATS with TLS is reached where its certificate is trusted, and nowhere else',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zeroyard-tls-'));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    try {
      const made = [
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        key,
        '-out',
        certificate,
        '-days',
        '2',
      ];
      spawnSync('openssl', ['req', ...made, '-subj', '/CN=test', '-addext', 'subjectAltName=IP:127.0.0.1']);
      await Nats.start(port, '--tls', '--tlscert', certificate, '--tlskey', key);
      const run = async (env: NodeJS.ProcessEnv) => {
        const args = [
          '--port',
          String(await freePort()),
          '--name',
          'Yard',
          '--cluster',
          `tls://127.0.0.1:${port}`,
        ];
        const server = new Program('server', args, [], { env });
        await until('it to open', () => server.output.includes('is open at'));
        return server.output;
      };
      expect(await run({ NODE_EXTRA_CA_CERTS: certificate })).toContain('NATS is reached at');
      expect(await run({})).toMatch(/whose certificate NATS shows .*NODE_EXTRA_CA_CERTS/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test('a file of credentials that is none, or not there, is said to be so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zeroyard-credentials-'));
  const file = join(folder, 'user.creds');
  try {
    await expect(open(file)).rejects.toThrow(`The file of credentials ${file} cannot be read (ENOENT).`);
    writeFileSync(file, 'a secret');
    const message = `${file} holds no credentials of NATS: it has neither a user's JWT nor its seed.`;
    await expect(open(file)).rejects.toMatchObject({ option: '--cluster-credentials', message });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
