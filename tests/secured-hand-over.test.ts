/** A secured yard that goes from one server to another, each with keys of its own, and with everybody in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FollowingClient } from '../client/following-client';
import { createSecret, identifyBy } from '../client/identity';
import type { Access } from '../shared/hosted-yard';
import type { MovedMessage } from '../shared/protocol/messages';
import type { YardState } from '../shared/yard-state';
import { closeYards, FakeYard } from './support/fake-yard';
import { freePort } from './support/free-port';
import { killOrderedServers, OrderedServer } from './support/ordered-server';
import { Picture } from './support/pictures';
import { closePeers, RawPeer } from './support/raw-peer';
import { keysFolder, securedOptions } from './support/secured';
import { pause, until } from './support/until';

const folders: string[] = [];
const walkers: Walker[] = [];

afterEach(async () => {
  for (const { client } of walkers.splice(0)) client.leave();
  closeYards();
  closePeers();
  await killOrderedServers();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A secured server with keys of its own, or with those in `keys`. */
class Secured {
  readonly server: OrderedServer;
  readonly keys: string;
  readonly at: Omit<MovedMessage, 'address'>;

  private constructor(server: OrderedServer, keys: string, at: Omit<MovedMessage, 'address'>) {
    this.server = server;
    this.keys = keys;
    this.at = at;
  }

  static async start(access: Access, state?: YardState, port?: number, keys?: string): Promise<Secured> {
    const folder = keys ?? mkdtempSync(join(tmpdir(), 'zeroyard-keys-'));
    folders.push(folder);
    const at = port ?? (await freePort());
    const args = { open: [], secured: [], invited: ['--invited-only'], ask: ['--ask-first'] }[access];
    const server = await OrderedServer.start(at, state, '--secure', '--keys', folder, ...args);
    const { serverKey: key = '' } = await server.until('listening');
    const { ticket = '' } = (await server.until('access')).access;
    return new Secured(server, folder, { server: `tcp://127.0.0.1:${at}`, key, ticket });
  }

  /** As a target. @param ticket the present one, unless said otherwise */
  target(ticket = this.at.ticket): string {
    return `${this.at.server}?key=${this.at.key}${ticket === '' ? '' : `&ticket=${ticket}`}`;
  }

  /** Has the server do a line of its console. */
  async order(command: string): Promise<string> {
    const n = this.server.reports.length + 1;
    this.server.order({ n, command });
    return until(`an answer to ${command}`, () =>
      this.server.reports
        .map((report) => (report.event === 'answer' && report.n === n ? report.text : undefined))
        .find((text) => text !== undefined),
    ).then((text = '') => text);
  }

  /** Whom it knows by id, without their places, who walk no more. */
  async players() {
    const { players } = await this.server.state();
    return players.filter(({ isAway }) => !isAway).toSorted((a, b) => a.id - b.id);
  }
}

interface Walker {
  client: FollowingClient;
  picture: Picture;
  followed: string[];
  notFollowed: string[];
  refusals: string[];
  said: string[];
}

function walk(target: string, name: string, x: number): Walker {
  const picture = new Picture();
  const walker = { picture, followed: [], notFollowed: [], refusals: [], said: [] } as Omit<Walker, 'client'>;
  const client = new FollowingClient(
    target,
    { name, colour: '' },
    {
      onMessage: (message) => {
        if (message.address === '/refused') walker.refusals.push(message.code);
        if (message.address === '/player/said') walker.said.push(message.text);
        picture.apply(message);
      },
      onState: (_, reason) => {
        if (typeof reason === 'object') walker.refusals.push(reason.code);
      },
      onFollowed: (server) => walker.followed.push(server),
      onNotFollowed: (reason) => walker.notFollowed.push(reason),
    },
    undefined,
    identifyBy(createSecret()),
  );
  client.move({ x, y: 100, vx: 0, vy: 0 });
  const whole = { ...walker, client };
  walkers.push(whole);
  return whole;
}

/** Two players who see each other; in a yard whose host is asked first they were let in. */
async function twoIn(yard: Secured): Promise<[Walker, Walker]> {
  const both: [Walker, Walker] = [walk(yard.target(), 'Ada', 100), walk(yard.target(), 'Grace', 300)];
  const seen = () =>
    both.every(({ picture }) => picture.sights().filter(({ x }) => x !== undefined).length === 1);
  await until('both to see each other', async () => {
    if (seen()) return true;
    for (const { refusals } of both) if (refusals.splice(0).includes('waiting')) await yard.order('admit 1');
    if (both.some(({ picture }) => picture.id === undefined)) await yard.order('admit 2');
    return seen();
  });
  return both;
}

const sights = (all: readonly Walker[]) => all.map(({ picture }) => [picture.id, picture.sights()]);

test.each(['secured', 'invited', 'ask'] as const)(
  'a yard that is %s goes to one of another key with everybody in it; who is new comes in as it could before',
  async (access) => {
    const first = await Secured.start(access);
    const both = await twoIn(first);
    const before = sights(both);
    const state = await first.server.state();
    expect(state.access).toBe(access);
    const second = await Secured.start(state.access, state);
    expect(second.at.key).not.toBe(first.at.key);
    expect(second.at.ticket === '').toBe(access !== 'invited');
    first.server.order({ moveTo: second.at });
    expect(await first.server.exit()).toBe(0);
    await until('both to be there', async () => (await second.players()).length === 2);
    expect(await second.players()).toEqual(state.players.toSorted((a, b) => a.id - b.id));
    expect(sights(both)).toEqual(before);
    for (const { followed, refusals } of both)
      expect([followed, refusals.filter((code) => code !== 'waiting')]).toEqual([[second.target()], []]);
    const late = walk(second.target(''), 'Late', 500);
    if (access === 'secured') await until('who is new to be in', () => late.picture.id !== undefined);
    else {
      const code = access === 'invited' ? 'invite' : 'waiting';
      await until(`who is new to be told ${code}`, () => late.refusals.includes(code));
      expect(late.picture.id).toBeUndefined();
    }
  },
);

test('what is locked stays locked, who is muted stays muted, and a ticket of the old yard lets nobody in', async () => {
  const first = await Secured.start('invited');
  const [ada, grace] = await twoIn(first);
  await first.order('lock');
  await first.order(`mute ${ada.picture.id}`);
  const state = await first.server.state();
  const second = await Secured.start(state.access, state);
  first.server.order({ moveTo: second.at });
  await until('both to be there', async () => (await second.players()).length === 2);
  ada.client.say('Nobody is told.');
  await until('Ada to be told that she is muted', () => ada.said.some((line) => line.includes('muted you')));
  grace.client.say('Everybody is told.');
  await until('what Grace says', () => ada.said.includes('Everybody is told.'));
  expect(grace.said).not.toContain('Nobody is told.');
  const late = walk(second.target(), 'Late', 500);
  await until('who is new to be refused', () => late.refusals.includes('locked'));
  late.client.leave();
  await second.order('unlock');
  const withOld = walk(second.target(first.at.ticket), 'Old', 600);
  await until('the old ticket to be refused', () => withOld.refusals.includes('invite'));
  expect([late.picture.id, withOld.picture.id]).toEqual([undefined, undefined]);
});

test('a secured server is led to no yard without a key, and its players are told nothing', async () => {
  const first = await Secured.start('secured');
  const [ada, grace] = await twoIn(first);
  first.server.order({ moveTo: { server: `tcp://127.0.0.1:${await freePort()}`, key: '', ticket: '' } });
  await pause(1500);
  expect([ada.followed, ada.notFollowed]).toEqual([[], []]);
  ada.client.say('Still here.');
  await until('what Ada says', () => grace.said.includes('Still here.'));
});

test('a hostile host that leads out of its secured yard into an open one is not followed, and nothing is said there', async () => {
  const [secured, opened] = [
    await FakeYard.open(await freePort(), 'Secured', true),
    await FakeYard.open(await freePort(), 'Open', false),
  ];
  const ada = walk(secured.targetText, 'Ada', 100);
  await until('Ada to be in', () => ada.picture.id !== undefined);
  secured.lead({ address: '/moved', server: opened.targetText, key: '', ticket: '' });
  await until('Ada to be told why not', () => ada.notFollowed.length > 0);
  expect(ada.notFollowed).toEqual([expect.stringContaining('into an open one')]);
  secured.profiles.length = 0;
  await until('Ada to go on in the secured one', () => secured.profiles.length > 0);
  expect([ada.followed, opened.profiles]).toEqual([[], []]);
});

/** Somebody whose program could hold the yard, and is asked to; it would, and is told who is in the yard. */
async function asked(first: Secured): Promise<RawPeer> {
  const port = Number(first.at.server.split(':').at(-1));
  const successor = new RawPeer(port, securedOptions());
  const key = 'key of Edsger';
  await successor.send({ address: '/profile', protocol: 2, name: 'Edsger', colour: '#e69f00', key });
  const id = await successor.id();
  const nowhere = { address: '/successor', server: '', key: '', ticket: '' } as const;
  await successor.send({ ...nowhere, n: 0 });
  await until('the server to know that it could', () =>
    first.server.reports.some((report) => report.event === 'successors' && report.ids.includes(id)),
  );
  first.server.order({ offerTo: id });
  const { n } = await successor.until('/offer');
  await successor.send({ ...nowhere, n });
  const { state } = await successor.until('/offer', (offer) => offer.state !== '');
  expect(JSON.parse(state)).toMatchObject({ access: 'secured', isLocked: false });
  return successor;
}

test('a successor that is killed in the middle leaves the yard with its host, and everybody in it', async () => {
  const first = await Secured.start('secured', undefined, undefined, keysFolder());
  const [ada, grace] = await twoIn(first);
  const before = sights([ada, grace]);
  // Its connection ends without a goodbye.
  (await asked(first)).close();
  const isRefused = () =>
    first.server.reports.some((report) => report.event === 'offered' && report.moveTo === undefined);
  await until('the host to be told', isRefused);
  grace.client.say('Still here.');
  await until('what Grace says', () => ada.said.includes('Still here.'));
  expect([ada.followed, grace.followed]).toEqual([[], []]);
  await until(
    'both to see each other alone',
    () => ada.picture.others.size + grace.picture.others.size === 2,
  );
  expect(sights([ada, grace])).toEqual(before);
});

test('a host that is killed as soon as it has led everybody away leaves them at the successor', async () => {
  const first = await Secured.start('secured');
  const both = await twoIn(first);
  const before = sights(both);
  const state = await first.server.state();
  const second = await Secured.start(state.access, state);
  first.server.order({ moveTo: second.at });
  await until('both to follow', () => both.every(({ followed }) => followed.length > 0));
  first.server.process.kill('SIGKILL');
  await until('both to be there', async () => (await second.players()).length === 2);
  expect(sights(both)).toEqual(before);
});

test('a host that is killed before leaves nobody at a successor whose yard nobody was led to', async () => {
  const first = await Secured.start('secured', undefined, undefined, keysFolder());
  const both = await twoIn(first);
  const successor = await asked(first);
  const second = await Secured.start('secured', await first.server.state());
  first.server.process.kill('SIGKILL');
  await successor.send({ address: '/successor', n: 1, ...second.at });
  await pause(3000);
  expect(await second.players()).toEqual([]);
  expect(both.map(({ followed }) => followed)).toEqual([[], []]);
});

test('who waits to be let in is led on, and waits there under one number until the next host lets it in', async () => {
  const first = await Secured.start('ask');
  const both = await twoIn(first);
  const late = walk(first.target(), 'Late', 500);
  await until('who is new to wait', () => late.refusals.includes('waiting'));
  const state = await first.server.state();
  const second = await Secured.start(state.access, state);
  first.server.order({ moveTo: second.at });
  await until('who waits to be led on', () => late.followed.length > 0);
  expect(await first.server.exit()).toBe(0);
  // So long that whoever finds nobody connects anew more than once.
  await pause(8000);
  expect(await second.order('list')).toMatch(/1 waiting \(admit or reject\): 1\b/);
  await second.order('admit 1');
  await until('who waited to see both', () => late.picture.sights().length === 2);
  expect(both.map(({ followed }) => followed)).toEqual([[second.target()], [second.target()]]);
});
