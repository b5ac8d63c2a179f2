/** Who may come into a secured yard and who has to stay outside, and what of it outlasts the server. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './support/free-port';
import { HostedServer, identityOf } from './support/hosted-server';
import { killAll, Program } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { until } from './support/until';

let port: number;
let folder: string;
beforeEach(async () => {
  port = await freePort();
  folder = mkdtempSync(join(tmpdir(), 'zeroyard-'));
});
afterEach(async () => {
  closePeers();
  await killAll();
  rmSync(folder, { recursive: true, force: true });
});

const keys = () => join(folder, 'keys');
const start = (...args: string[]) => HostedServer.start(port, '--secure', '--keys', keys(), ...args);
const kept = (name: string) => readFileSync(join(keys(), name), 'utf8');
const [ADA, GRACE, EDSGER] = [1, 2, 3].map(identityOf) as [string, string, string];

test('a ban, by its words, keeps an identity outside under other names and keys, until it is lifted', async () => {
  const server = await start();
  const ada = await server.peer('Ada', { identity: ADA });
  const id = await ada.enter();
  expect((await server.order(`ban ${id}`)).msg).toBe(`${id} "Ada" is banned (unban ${ADA} takes it back).`);
  expect((await ada.until('/refused')).code).toBe('banned');
  const again = await server.peer('Countess', { identity: ADA });
  expect(await again.untilRefused('banned')).toBe('The host has banned you from this yard.');
  await (await server.peer('Grace', { identity: GRACE })).enter();
  expect(await server.order('bans')).toMatchObject({
    ...{ msg: `1 banned: ${ADA} "Ada".`, bans: [{ identity: ADA, name: 'Ada' }] },
  });
  await server.order(`unban ${ADA}`);
  await again.enter();
});

test('a yard for the invited lets in who has the ticket, and knows it then; all others are told what they lack', async () => {
  const server = await start('--invited-only');
  const ticket = await server.ticket();
  expect(ticket).toHaveLength(22);
  const guest = await server.peer('Guest');
  await guest.send({ address: '/ping', n: 1 });
  expect(await guest.until('/refused')).toMatchObject({ code: 'invite' });
  expect(await (await server.peer('Nobody')).untilRefused('invite')).toContain('with an identity');
  const grace = await server.peer('Grace', { identity: GRACE });
  expect(await grace.untilRefused('invite')).toContain('ask its host for an invite');
  const ada = await server.peer('Ada', { identity: ADA, ticket });
  await ada.enter();
  expect(grace.messages().every(({ address }) => address === '/refused')).toBe(true);

  const { ticket: next, msg } = await server.order('invite new');
  expect(msg).toMatch(/^zeroyard:\/\/join\/127\.0\.0\.1:\d+/);
  expect([await server.ticket(), next === ticket]).toEqual([next, false]);
  const late = await server.peer('Edsger', { identity: EDSGER, ticket });
  expect(await late.untilRefused('invite')).toContain('does not hold any more');
  // Who was let in stays known: another run of its game has another key, and no ticket.
  ada.close();
  await (await server.peer('Ada', { identity: ADA })).enter();
});

test('who waits on a connection that is somebody else by now is sent away without that one', async () => {
  const server = await start('--ask-first');
  const key = 'key of Ada';
  const ada = await server.peer('Ada', { identity: ADA, key });
  await ada.untilRefused('waiting');
  await server.order('admit 1');
  const id = await ada.id();
  const other = await server.peer('Grace', { identity: GRACE });
  await other.untilRefused('waiting');
  await other.send({ address: '/profile', protocol: 2, name: 'Ada', colour: '#e69f00', key, identity: ADA });
  expect(await other.id()).toBe(id);
  await server.order('reject 2');
  await other.send({ address: '/ping', n: 1 });
  await other.until('/pong');
  expect(await server.order('list')).toMatchObject({ size: 1, waiting: [] });
});

test('a yard whose host is asked first: who waits is shown, let in at once, or sent away, once or for good', async () => {
  const server = await start('--ask-first');
  const [ada, grace, edsger] = [
    await server.peer('Ada', { identity: ADA }),
    await server.peer('Grace', { identity: GRACE }),
    await server.peer('Edsger', { identity: EDSGER }),
  ];
  for (const peer of [ada, grace, edsger]) await peer.untilRefused('waiting');
  await until('the host to be told', () =>
    server.lines().some(({ msg }) => msg === '"Grace" waits to be let in: admit 2, or reject 2.'),
  );
  expect(await server.order('list')).toMatchObject({
    size: 0,
    waiting: [
      { number: 1, name: 'Ada', colour: '#e69f00' },
      { number: 2, name: 'Grace' },
      { number: 3, name: 'Edsger' },
    ],
  });
  const shown = ada.messages().length;
  await server.order('admit 1');
  // It does not show its profile again.
  await until('Ada to be in', () =>
    ada
      .messages()
      .slice(shown)
      .some(({ address }) => address === '/yard'),
  );
  await server.order('reject 2');
  await grace.until('/refused', ({ code }) => code === 'kicked');
  await server.order('reject 3 for good');
  await edsger.until('/refused', ({ code }) => code === 'banned');
  expect((await server.order('list')).msg).toMatch(/^1 here: \d+ "Ada"\.$/);
  ada.close();
  await (await server.peer('Ada', { identity: ADA })).enter();
});

test('who waits is forgotten with its connection', async () => {
  const server = await start('--ask-first');
  const ada = await server.peer('Ada', { identity: ADA });
  await ada.untilRefused('waiting');
  ada.close();
  await until(
    'nobody to wait',
    async () => ((await server.order('list'))['waiting'] as unknown[]).length === 0,
  );
});

test.each(['in order', 'by SIGKILL'])(
  'bans and the ticket outlast a server that ends %s; so do known identities',
  async (how) => {
    const server = await start('--invited-only');
    const ticket = await server.ticket();
    const ada = await server.peer('Ada', { identity: ADA, ticket });
    await ada.enter();
    const grace = await server.peer('Grace', { identity: GRACE, ticket });
    await server.order(`ban ${await grace.enter()}`);
    await until('them to be kept', () => how === 'in order' || existsSync(join(keys(), 'identities.json')));
    closePeers();
    await server.program.stop(how === 'in order' ? 'SIGTERM' : 'SIGKILL');
    for (const name of ['bans.json', 'identities.json', 'ticket'])
      expect([name, statSync(join(keys(), name)).mode & 0o777]).toEqual([name, 0o600]);
    const again = await start('--invited-only');
    expect(await again.ticket()).toBe(ticket);
    await (await again.peer('Ada', { identity: ADA })).enter();
    await (await again.peer('Grace', { identity: GRACE, ticket })).untilRefused('banned');
  },
);

test('a server that is killed while it writes its bans leaves the old ones or the new ones, whole', async () => {
  const many = Array.from({ length: 990 }, (_, n) => {
    const identity = Buffer.alloc(32, 200);
    identity.writeUInt32BE(n);
    return { identity: identity.toString('base64url'), name: 'x'.repeat(24) };
  });
  let unbanned = 0;
  for (let round = 0; round < 6; round++) {
    mkdirSync(keys(), { recursive: true });
    writeFileSync(join(keys(), 'bans.json'), JSON.stringify({ version: 1, bans: many }));
    const server = await start();
    server.type(many.map(({ identity }) => `unban ${identity}\n`).join(''));
    await until('it to write', () => server.answers().length > 10 * round);
    await server.program.stop('SIGKILL');
    const { bans } = JSON.parse(kept('bans.json')) as { bans: unknown[] };
    const answered = server.answers().filter(({ isError }) => !isError).length;
    // What was answered was kept; what was not may have been.
    expect(bans.length).toBeLessThanOrEqual(many.length - answered);
    unbanned += many.length - bans.length;
  }
  expect(unbanned).toBeGreaterThan(0);
});

test.each([
  ['bans.json', 'not JSON'],
  ['ticket', 'too short'],
])('a damaged %s is said in words, no yard is opened, and the file is left as it is', async (name, text) => {
  await (await start('--invited-only')).program.stop('SIGTERM');
  writeFileSync(join(keys(), name), text);
  const server = new Program('server', [
    ...['--port', String(port), '--secure', '--keys', keys(), '--invited-only'],
  ]);
  expect(await server.exit()).toBe(1);
  expect(server.errors).toMatch(
    new RegExp(`^zeroyard-server: .*${name} is damaged .*left as it is.*\\(--keys\\)\\n$`),
  );
  expect(kept(name)).toBe(text);
});

test('where nothing can be kept the powers hold for this run, and the console says so', async () => {
  const server = await start('--invited-only');
  const ticket = await server.ticket();
  const ada = await server.peer('Ada', { identity: ADA, ticket });
  const id = await ada.enter();
  rmSync(keys(), { recursive: true });
  // A file in the place of the folder: it stops root, too.
  writeFileSync(keys(), '');
  expect((await server.order(`ban ${id}`)).msg).toMatch(
    /is banned .* It holds until the server ends, since it could not be kept/,
  );
  expect((await server.order('invite new')).msg).toContain('could not be kept');
  await (await server.peer('Ada', { identity: ADA, ticket: await server.ticket() })).untilRefused('banned');
  await (await server.peer('Grace', { identity: GRACE, ticket: await server.ticket() })).enter();
  await until('the log to say it', () =>
    server
      .lines()
      .some(
        ({ level, msg }) => level === 'warn' && /identities\.json cannot be (read|written)/.test(String(msg)),
      ),
  );
  expect(await server.program.stop('SIGTERM')).toBe(0);
});

test('no secret is in the log, in an error or in the metrics', async () => {
  const metrics = await freePort();
  const server = await start(
    '--invited-only',
    '--ask-first',
    '--log-level',
    'trace',
    '--metrics',
    String(metrics),
  );
  const ticket = await server.ticket();
  const ada = await server.peer('Ada', { identity: ADA, ticket, key: 'resume key of Ada' });
  await ada.untilRefused('waiting');
  await server.order('admit 1');
  await ada.enter();
  await (
    await server.peer('Grace', { identity: GRACE, ticket: identityOf(5).slice(0, 21) + 'A' })
  ).untilRefused('invite');
  const { msg } = await server.order('kick 9999');
  const told = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
  expect(told).toMatch(/zeroyard_wrong_tickets_total [1-9]/);
  await server.program.stop('SIGTERM');
  const log = server.lines().filter(({ event }) => event !== 'answer');
  const all = [JSON.stringify(log), msg, told, server.program.errors].join('\n');
  for (const secret of [ticket, ADA, GRACE, 'resume key']) expect(all).not.toContain(secret);
  expect(all).toContain('"Ada"');
});

test('in an open yard identities are passed over', async () => {
  const server = await HostedServer.start(port);
  const ada = await server.peer('Ada', { identity: ADA });
  expect((await server.order(`ban ${await ada.enter()}`)).msg).toContain('no identity (--secure)');
  await new RawPeer(port).introduce('Grace');
});
