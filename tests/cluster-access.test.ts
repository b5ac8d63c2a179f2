/** Who may come in, and what hosts may do, in a yard on two servers: each of them its own process, on a real NATS. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './support/free-port';
import { HostedServer, identityOf } from './support/hosted-server';
import { Nats, NATS_OBSTACLE, removeNats } from './support/nats';
import { killAll } from './support/programs';
import { closePeers } from './support/raw-peer';
import { keysFolder } from './support/secured';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

let nats: Nats;
let folders: string[] = [];

beforeEach(async () => {
  if (!NATS_OBSTACLE) nats = await Nats.start(await freePort());
});
afterEach(async () => {
  closePeers();
  await killAll();
  await removeNats();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders = [];
});

const onNats = (name: string, body: () => Promise<void>) => testUnless(NATS_OBSTACLE, name, body);

async function serve(keys: string, ...args: string[]): Promise<HostedServer> {
  folders.push(keys);
  const cluster = ['--cluster', nats.url, '--name', 'Our yard', '--log-level', 'debug'];
  return HostedServer.start(await freePort(), ...cluster, '--secure', '--keys', keys, ...args);
}

const together = (...servers: readonly HostedServer[]) =>
  until('them to be together', () =>
    servers.every(({ program }) => program.output.includes('together with one other')),
  );
/** Asks until the answer is right. */
const untilSaid = (server: HostedServer, line: string, words: string) =>
  until(`${line}: ${words}`, async () => {
    const answer = await server.order(line);
    return answer.msg.includes(words) && answer;
  });

onNats(
  'a player is muted, kicked and banned from the other server’s console, and comes in at neither, also after both have been killed',
  async () => {
    const keys = [keysFolder(), keysFolder()] as [string, string];
    let [one, two] = await Promise.all([serve(keys[0]), serve(keys[1])]);
    await together(one, two);
    const ada = await one.peer('Ada', { identity: identityOf(1) });
    const grace = await two.peer('Grace', { identity: identityOf(2) });
    const ids = [await ada.enter(), await grace.enter()] as [number, number];
    // Of blocks of their own.
    expect(Math.abs(ids[0] - ids[1])).toBeGreaterThanOrEqual(256);
    expect(Math.max(...ids)).toBeLessThan(1000);
    await untilSaid(two, 'list', 'Ada');
    expect((await two.order(`mute ${ids[0]}`)).msg).toContain('"Ada" is muted');
    await ada.until('/player/said', ({ text }) => text.startsWith('The host has muted you'));
    await two.order('say Supper is ready');
    await ada.until('/player/said', ({ id, text }) => id === 0 && text === 'Supper is ready');
    const banned = await two.order(`ban ${ids[0]}`);
    expect(banned).toMatchObject({ isError: false });
    expect(banned.msg).toContain('is banned');
    expect((await ada.until('/refused')).code).toBe('banned');
    await untilSaid(two, 'bans', 'Ada');
    const elsewhere = await two.peer('Ada', { identity: identityOf(1) });
    await elsewhere.untilRefused('banned');
    await one.order('lock');
    await untilSaid(two, 'list', 'The yard is locked.');
    for (const { program } of [one, two]) await program.stop('SIGKILL');
    await nats.stop();
    await nats.start();
    [one, two] = await Promise.all([serve(keys[0]), serve(keys[1])]);
    for (const server of [one, two]) {
      await untilSaid(server, 'list', 'The yard is locked.');
      await untilSaid(server, 'bans', 'Ada');
    }
    await two.order('unlock');
    await two.order(`unban ${identityOf(1)}`);
    await untilSaid(one, 'bans', 'Nobody is banned.');
    await (await one.peer('Ada', { identity: identityOf(1) })).enter();
  },
);

onNats('who waits at one server is let in by the other’s console, and one ticket is everywhere', async () => {
  const [one, two] = await Promise.all([
    serve(keysFolder(), '--ask-first', '--invited-only'),
    serve(keysFolder(), '--ask-first', '--invited-only'),
  ]);
  await together(one, two);
  const ticket = String((await one.order('invite new'))['ticket']);
  await until('one ticket', async () => (await two.ticket()) === ticket);
  const ada = await one.peer('Ada', { identity: identityOf(1), ticket });
  await ada.untilRefused('waiting');
  await untilSaid(two, 'list', '1 "Ada"');
  expect(two.program.output).toContain('admit 1, or reject 1');
  expect((await two.order('admit 1')).msg).toContain('is let in');
  await ada.id();
  // Known everywhere from now on.
  await (await two.peer('Ada again', { identity: identityOf(1) })).enter();
});

onNats('a server with another key pair stays alone, and its operator is told so', async () => {
  const stranger = mkdtempSync(join(tmpdir(), 'zeroyard-keys-'));
  const [one, two] = await Promise.all([serve(keysFolder()), serve(stranger)]);
  for (const { program } of [one, two])
    await until('the operator to be told', () => program.output.includes('has another key pair'));
  await one.order('lock');
  const ada = await two.peer('Ada', { identity: identityOf(1) });
  await ada.enter();
  expect((await one.order('list')).msg).toBe('Nobody is here. The yard is locked.');
  expect((await two.order('list')).msg).not.toContain('locked');
});
