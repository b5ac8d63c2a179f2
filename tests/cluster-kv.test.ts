import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { IdBlocks, ALONE_FROM } from '../server/cluster/id-blocks';
import type { KvEntry } from '../server/cluster/kv';
import { bucketOf, NatsKv } from '../server/cluster/nats-kv';
import { createSeal } from '../server/cluster/seal';
import { SharedRegisters } from '../server/cluster/shared-registers';
import { freePort } from './support/free-port';
import { Nats, NATS_OBSTACLE, removeNats } from './support/nats';
import { testUnless } from './support/test-unless';
import { pause, until } from './support/until';

const YARD = 'Yard of all';
let nats: Nats;
let port: number;
const connections: NatsConnection[] = [];

beforeEach(async () => {
  port = await freePort();
  if (!NATS_OBSTACLE) nats = await Nats.start(port);
});

afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
  await removeNats();
});

function connectTo(bucket = bucketOf(YARD, undefined)) {
  const connected = connect({
    ...{ servers: nats.url, maxReconnectAttempts: -1, reconnectTimeWait: 50 },
    waitOnFirstConnect: true,
    // As the server connects.
    noEcho: true,
  });
  void connected.then((connection) => connections.push(connection));
  const warn = jest.fn();
  return { kv: new NatsKv(bucket, connected, warn), warn };
}

/** A NATS on which a server may do only so much. */
async function startAs(permissions: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroyard-nats-'));
  const file = join(folder, 'nats.conf');
  const jetstream = permissions === '' ? '' : 'jetstream: enabled, ';
  const user = `{ user: a, password: a, permissions: { ${permissions} } }`;
  writeFileSync(file, `accounts { A: { ${jetstream}users: [${user}] } }\nno_auth_user: a\n`);
  nats = await Nats.start(port, '-c', file);
  rmSync(folder, { recursive: true });
}

/** What an operator does with the streams of a NATS. */
async function manage(): Promise<JetStreamManager> {
  const connection = await connect({ servers: nats.url });
  connections.push(connection);
  return jetstreamManager(connection);
}

const isDone = (doing: Promise<unknown>) =>
  doing.then(
    () => true,
    () => false,
  );
const text = (entry: KvEntry | undefined) => entry && Buffer.from(entry.value).toString();

testUnless(
  NATS_OBSTACLE,
  'two servers that take 2,000 blocks of ids from a real NATS at once, which is killed in the middle, give out no id twice',
  async () => {
    const servers = [1, 2].map(() => {
      const { kv } = connectTo();
      return new IdBlocks(kv, Math.random, (sentence) => {
        throw new Error(sentence);
      });
    });
    const given = new Set<number>();
    let doubled = 0;
    let isAway = 0;
    const shared = () => servers.reduce((sum, { taken }) => sum + taken.shared, 0);
    const give = (ids: IdBlocks) => {
      const id = ids.next(() => false);
      if (given.has(id)) doubled++;
      given.add(id);
    };
    const run = async (ids: IdBlocks) => {
      while (shared() < 2000) {
        const before = ids.taken.shared;
        await ids.fetch();
        for (let n = 0; n < (ids.taken.shared > before ? 256 : 1); n++) give(ids);
        if (ids.taken.shared > before) continue;
        isAway++;
        await pause(20);
      }
    };
    const killed = (async () => {
      await until('half of the blocks', () => shared() >= 1000);
      await nats.stop();
      await pause(300);
      await nats.start();
    })();
    await Promise.all([...servers.map(run), killed]);
    expect(doubled).toBe(0);
    expect(isAway).toBeGreaterThan(0);
    for (const { taken } of servers) expect(taken.shared).toBeGreaterThan(200);
    const below = [...given].filter((id) => id < ALONE_FROM);
    expect(below.length).toBeGreaterThan(1900 * 256);
  },
);

testUnless(
  NATS_OBSTACLE,
  'what one server writes in a real NATS the others are told, by compare and set, and all anew when NATS was away, or lost everything',
  async () => {
    const [one, two] = [connectTo().kv, connectTo().kv];
    await until('NATS', () => isDone(one.get('a')));
    const told: string[] = [];
    let current = 0;
    const watching = two.watch({
      onEntry: (entry) => told.push(`${entry.key}=${text(entry)}`),
      onCurrent: () => current++,
    });
    await until('an empty bucket to be told as such', () => current === 1);
    const first = (await one.update('a', Buffer.from('1'), 0)) ?? 0;
    expect(first).toBeGreaterThan(0);
    expect(await two.update('a', Buffer.from('2'), 0)).toBeUndefined();
    expect(await two.update('a', Buffer.from('2'), first)).toBeGreaterThan(first);
    await until('both values', () => told.join() === 'a=1,a=2');
    await nats.stop();
    await expect(until('an end', () => one.get('a'))).rejects.toThrow();
    told.length = 0;
    await nats.start();
    await until('all anew', () => current === 2 && told.join() === 'a=2');
    await until('to remove', () => isDone(one.remove('a')));
    expect(await one.get('a')).toBeUndefined();
    await nats.remove();
    nats = await Nats.start(port);
    await until('the empty one', () => current === 3);
    await until('to write', () => one.update('b', Buffer.from('3'), 0).catch(() => undefined));
    await until('what is new', () => told.at(-1) === 'b=3');
    watching.unsubscribe();
  },
);

testUnless(
  NATS_OBSTACLE,
  'what hosts say is at the other servers by a real NATS; what they say while it is killed when it is back; and under another key pair nobody is told',
  async () => {
    const bucket = bucketOf(YARD, Buffer.alloc(32, 1));
    const open = (name: string, secret: number) => {
      const registers = new SharedRegisters(connectTo(name).kv, createSeal(Buffer.alloc(32, secret)));
      registers.open();
      return registers;
    };
    const [one, two] = [open(bucket, 1), open(bucket, 1)];
    const stranger = open(bucketOf(YARD, Buffer.alloc(32, 2)), 2);
    const ban = (n: number, isInForce = true) => {
      const identity = Buffer.alloc(32, n).toString('base64url');
      return { kind: 'ban', identity, name: 'Ada', isInForce } as const;
    };
    const isSaid = (registers: SharedRegisters, n: number, isInForce = true) => {
      const said = registers.find(ban(n))?.value;
      return said?.kind === 'ban' && said.isInForce === isInForce;
    };
    one.say(ban(1), Date.now());
    await until('the first one', () => isSaid(two, 1));
    one.say(ban(2), Date.now());
    await until('the second one', () => isSaid(two, 2));
    await nats.stop();
    one.say(ban(1, false), Date.now());
    two.say(ban(3), Date.now());
    await pause(300);
    expect([isSaid(two, 1, false), isSaid(one, 3)]).toEqual([false, false]);
    await nats.start();
    await until('both', () => isSaid(two, 1, false) && isSaid(one, 3));
    expect(stranger.all).toEqual([]);
    expect([one.malformed, two.malformed]).toEqual([0, 0]);
    for (const registers of [one, two, stranger]) registers.close();
  },
);

testUnless(
  NATS_OBSTACLE,
  'a watch that NATS has forgotten, and a bucket that somebody removed, are noticed though the connection is there',
  async () => {
    const { kv } = connectTo();
    await until('NATS', () => isDone(kv.get('a')));
    const told: string[] = [];
    const watching = kv.watch({
      onEntry: (entry) => told.push(`${entry.key}=${text(entry)}`),
      onCurrent: (keys) => told.push(`${keys.size} keys`),
    });
    const streams = await manage();
    const stream = `KV_${bucketOf(YARD, undefined)}`;
    const watches = async () => (await streams.consumers.list(stream).next()).map(({ name }) => name);
    await until('an empty bucket', () => told.includes('0 keys'));
    for (const name of await watches()) await streams.consumers.delete(stream, name);
    await kv.update('a', Buffer.from('1'), 0);
    await until('what was written meanwhile', () => told.includes('1 keys'));
    expect(told).toContain('a=1');
    // The ended one is not kept for the five minutes that its client asks for.
    await until('one watch', async () => (await watches()).length === 1);
    told.length = 0;
    await streams.streams.delete(stream);
    await until('it to be made anew', () => told.includes('0 keys'));
    expect(await kv.update('a', Buffer.from('2'), 0)).toBeGreaterThan(0);
    await until('what is written there', () => told.includes('a=2'));
    watching.unsubscribe();
  },
);

testUnless(NATS_OBSTACLE, 'a bucket in which there is no more room is said to be so', async () => {
  const { kv, warn } = connectTo();
  await until('NATS', () => isDone(kv.get('a')));
  const streams = await manage();
  const { config } = await streams.streams.info(`KV_${bucketOf(YARD, undefined)}`);
  await streams.streams.update(config.name, { ...config, max_bytes: 200 });
  await until('a sentence', async () => {
    await kv.update('a', Buffer.alloc(300), 0).catch(() => undefined);
    return warn.mock.calls.length > 0;
  });
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/maximum bytes exceeded.*has it room/)]]);
});

testUnless(
  NATS_OBSTACLE,
  'a NATS without JetStream is said in words, and what is asked of it fails at once when there is none at all',
  async () => {
    await nats.stop();
    const { kv, warn } = connectTo();
    await expect(kv.get('a')).rejects.toThrow('away');
    await expect(kv.update('a', Buffer.from('1'), 0)).rejects.toThrow('away');
    const watching = kv.watch({ onEntry: () => undefined, onCurrent: () => undefined });
    await startAs('');
    const [sentence] = await until('a sentence', () => warn.mock.calls[0] as [string] | undefined);
    expect(sentence).toContain('nats-server -js');
    expect(sentence).toContain('hold at the one server where they are said');
    watching.unsubscribe();
  },
);

testUnless(
  NATS_OBSTACLE,
  'what cannot be written in a NATS that can be read, as on a full disk, is said in words',
  async () => {
    await nats.stop();
    await startAs('publish: { deny: "$KV.>" }');
    const { kv, warn } = connectTo();
    await until('to read', () => isDone(kv.get('a')));
    const isWarned = async () => {
      await expect(kv.update('a', Buffer.from('1'), 0)).rejects.toThrow();
      return warn.mock.calls.length > 0;
    };
    await until('a warning', isWarned);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('or written')]]);
  },
);

testUnless(
  NATS_OBSTACLE,
  'what docs/security.md says that a server needs to be allowed by NATS is enough for all that it keeps there',
  async () => {
    await nats.remove();
    const words = await readFile(join(__dirname, '../docs/security.md'), 'utf8');
    const said = /may publish to ([^,]*(?:,[^,]*)*?), and subscribe to (.*?), and needs nothing else/s.exec(
      words,
    );
    const subjects = (text = '') =>
      Array.from(text.matchAll(/`([^`]+)`/g), ([, subject = '']) => `"${subject}"`);
    const [publish, subscribe] = [subjects(said?.[1]), subjects(said?.[2])];
    expect([publish.length, subscribe.length]).toEqual([4, 2]);
    await startAs(`publish: [${publish.join()}], subscribe: [${subscribe.join()}]`);
    const { kv, warn } = connectTo();
    const told: string[] = [];
    const watching = kv.watch({ onEntry: ({ key }) => told.push(key), onCurrent: () => undefined });
    const revision = await until('to write', () =>
      kv.update('a', Buffer.from('1'), 0).catch(() => undefined),
    );
    expect(text(await kv.get('a'))).toBe('1');
    await until('to be told', () => told.includes('a'));
    expect(await kv.update('a', Buffer.from('2'), revision)).toBeGreaterThan(revision);
    await kv.remove('a');
    expect(await kv.get('a')).toBeUndefined();
    expect(warn).not.toHaveBeenCalled();
    watching.unsubscribe();
  },
);
