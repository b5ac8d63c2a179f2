import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { ToRenderer } from '../shared/bridge';
import { NO_SIMULATION, type Simulation } from '../shared/simulation';
import { Session } from './session';
import type { SessionClient } from './session-client';
import type { FollowingClientEvents } from './events';
import type { Who } from './yard-client';

const SERVER = 'tcp://127.0.0.1:5557';
/** A yard of the person's own. */
const OWN = 'tcp://192.168.1.40:6000';
const ADA = { name: 'Ada', colour: '#e69f00' };
const YARD = { address: '/yard', id: 3, name: 'Yard', protocol: 2, widthPx: 2400, heightPx: 1600 } as const;

/** A client without a socket, and what was asked of it. */
interface FakeClient extends SessionClient {
  readonly server: string;
  readonly profile: Who;
  readonly events: FollowingClientEvents;
  readonly key: string | undefined;
  readonly calls: unknown[];
}

function open(simulation: Simulation = NO_SIMULATION) {
  const posted: ToRenderer[] = [];
  const names: (string | undefined)[][] = [];
  const clients: FakeClient[] = [];
  const closed: string[] = [];
  const removals: string[] = [];
  let refusal: string | undefined;
  const colours: string[] = [];
  const session = new Session(
    {
      post: (message) => posted.push(message),
      keyAt: (address) => (address === OWN ? 'key of the host' : undefined),
      onYardName: (...name) => names.push(name),
      onColourGiven: (colour) => colours.push(colour),
      identify: (serverKey) => serverKey,
      onClosed: (notice, isRemoved) => (isRemoved ? removals : closed).push(notice),
    },
    simulation,
    (server, profile, events, key) => {
      if (refusal !== undefined) throw new Error(refusal);
      const calls: unknown[] = [];
      const note =
        (method: string) =>
        (...args: unknown[]) =>
          void calls.push([method, ...args]);
      const client: FakeClient = {
        ...{ server, profile, events, key, calls },
        move: note('move'),
        say: note('say'),
        setProfile: note('setProfile'),
        succeed: note('succeed'),
        simulate: note('simulate'),
        leave: note('leave'),
      };
      clients.push(client);
      return client;
    },
  );
  const refuse = (reason: string) => (refusal = reason);
  return { session, posted, names, clients, closed, removals, colours, refuse };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('to enter a yard leaves the one before, and tells the page before anything of the new one', () => {
  const { session, posted, clients } = open();
  session.enter(SERVER, ADA);
  session.enter('tcp://127.0.0.1:6000', ADA, { x: 1, y: 2 });
  expect(clients.map(({ server, profile }) => [server, profile])).toEqual([
    [SERVER, ADA],
    ['tcp://127.0.0.1:6000', ADA],
  ]);
  expect(clients[0]?.calls.at(-1)).toEqual(['leave']);
  expect(posted).toEqual([
    { address: 'enter', server: SERVER, position: undefined },
    { address: 'enter', server: 'tcp://127.0.0.1:6000', position: { x: 1, y: 2 } },
  ]);
});

test('where there is no way to an address the person stays where they were, and who asked is told why', () => {
  const { session, posted, clients, refuse } = open();
  session.enter(SERVER, ADA);
  refuse('There is no way.');
  expect(() => session.enter('tcp://_:1', ADA)).toThrow('There is no way.');
  expect(session.server).toBe(SERVER);
  expect(clients[0]?.calls).toEqual([['simulate', NO_SIMULATION]]);
  expect(posted).toEqual([{ address: 'enter', server: SERVER, position: undefined }]);
});

test('what a yard tells comes to the page in a batch, before what comes later', () => {
  const { session, posted, clients } = open();
  session.enter(SERVER, ADA);
  clients[0]?.events.onMessage(YARD);
  clients[0]?.events.onMessage({ ...YARD, name: 'Garden' });
  clients[0]?.events.onState('lost');
  expect(posted.slice(1)).toEqual([
    { address: 'batch', messages: [{ ...YARD, name: 'Garden' }] },
    { address: 'connection', state: 'lost' },
  ]);
});

test('the others in the yard are counted, each once, and none of the yard before', () => {
  const { session, clients } = open();
  expect(session.others).toBe(0);
  session.enter(SERVER, ADA);
  for (const id of [2, 3, 2])
    clients[0]?.events.onMessage({ address: '/player/profile', id, name: `Player ${id}`, colour: '#e69f00' });
  expect(session.others).toBe(2);
  clients[0]?.events.onMessage({ address: '/player/left', id: 3 });
  expect(session.others).toBe(1);
  session.enter(SERVER, ADA);
  expect(session.others).toBe(0);
});

test('a yard that was left since it flooded is said to be, and not to have been closed', async () => {
  const { session, clients, closed } = open();
  session.enter(SERVER, ADA);
  clients[0]?.events.onMessage(YARD);
  clients[0]?.events.onState('closed', 'flood');
  await settled();
  expect(closed).toEqual(['\u2068Yard\u2069 sent far more than any yard has to say, and was left.']);
});

test('what the person does goes to the client, and nowhere in the lobby', () => {
  const { session, clients } = open();
  session.handle({ address: '/say', text: 'Anybody?' });
  session.enter(SERVER, ADA);
  session.handle({ address: '/motion', x: 5, y: 6, vx: 240, vy: 0 });
  session.handle({ address: '/say', text: 'Hello' });
  expect(clients[0]?.calls).toEqual([
    ['simulate', NO_SIMULATION],
    ['move', { address: '/motion', x: 5, y: 6, vx: 240, vy: 0 }],
    ['say', 'Hello'],
  ]);
});

test('a bad network stays in force in the next yard', () => {
  const { session, posted, clients } = open();
  const simulation = { delayMs: 80, jitterMs: 0, lossPercent: 0, duplicatePercent: 0 };
  session.handle({ address: 'simulate', ...simulation });
  expect(posted).toEqual([{ address: 'simulation', ...simulation }]);
  session.enter(SERVER, ADA);
  expect(clients[0]?.calls).toEqual([['simulate', simulation]]);
});

test('a profile is cleaned, told to the yard and to the page; a wrong one changes nothing and says why', () => {
  const { session, posted, clients } = open();
  session.enter(SERVER, ADA);
  expect(session.setProfile({ name: ' Grace\u0007 ', colour: '#56B4E9' })).toEqual({
    name: 'Grace',
    colour: '#56b4e9',
  });
  expect(clients[0]?.calls.at(-1)).toEqual(['setProfile', { name: 'Grace', colour: '#56b4e9' }]);
  expect(session.setProfile({ name: '', colour: '#56b4e9' })).toBeUndefined();
  expect(posted.slice(-2)).toEqual([
    { address: 'self', name: 'Grace', colour: '#56b4e9' },
    { address: 'fault', about: 'profile', reason: expect.stringContaining('1 to 24 characters') as string },
  ]);
});

test('a page that is loaded again is put back where the person has walked to, by the server’s word if it had another', () => {
  const { session, posted, clients } = open();
  const nowMs = jest.spyOn(performance, 'now').mockReturnValue(1000);
  expect(session.enterAgain(ADA)).toBe(false);
  session.enter(SERVER, ADA);
  session.handle({ address: '/motion', x: 5, y: 6, vx: 100, vy: 0 });
  nowMs.mockReturnValue(1500);
  expect(session.enterAgain(ADA)).toBe(true);
  expect(posted.at(-1)).toEqual({ address: 'enter', server: SERVER, position: { x: 55, y: 6 } });
  clients[1]?.events.onMessage({ address: '/corrected', x: 0, y: 6 });
  session.enterAgain(ADA);
  expect(posted.at(-1)).toEqual({ address: 'enter', server: SERVER, position: { x: 0, y: 6 } });
  nowMs.mockRestore();
});

test('who comes back to a yard, be it that the page is loaded again, has the key that it had there; elsewhere another', () => {
  const { session, clients } = open();
  session.enter(SERVER, ADA, undefined, 'key of the host');
  session.enterAgain(ADA);
  session.enter('tcp://127.0.0.1:1', ADA);
  session.enterAgain(ADA);
  session.leave();
  session.enter('tcp://127.0.0.1:2', ADA);
  session.enter('tcp://127.0.0.1:1', ADA);
  const [host, hostAgain, first, firstAgain, second, back] = clients.map(({ key }) => key);
  expect([host, hostAgain]).toEqual(['key of the host', 'key of the host']);
  expect([firstAgain, back]).toEqual([first, first]);
  expect(new Set([host, first, second]).size).toBe(3);
});

test('the name of a yard is told once, and again when it is another', () => {
  const { session, names, clients } = open();
  session.enter(SERVER, ADA);
  for (const name of ['Yard', 'Yard', 'Garden']) clients[0]?.events.onMessage({ ...YARD, name });
  expect(names).toEqual([
    ['Yard', SERVER],
    ['Garden', SERVER],
  ]);
});

test('a yard that says goodbye is told to the shell, after the page was told of it', async () => {
  const { session, posted, clients, closed } = open();
  session.enter(SERVER, ADA);
  clients[0]?.events.onMessage(YARD);
  clients[0]?.events.onState('closed');
  expect([posted.at(-1), closed]).toEqual([{ address: 'connection', state: 'closed' }, []]);
  await settled();
  expect(closed).toEqual(['\u2068Yard\u2069 was closed by its host.']);
});

test('what a client says that was left already moves nobody', async () => {
  const { session, posted, clients, closed } = open();
  session.enter(SERVER, ADA);
  clients[0]?.events.onState('closed');
  session.enter(SERVER, ADA);
  clients[0]?.events.onState('lost');
  await settled();
  expect(closed).toEqual([]);
  expect(posted.at(-1)).toEqual({ address: 'enter', server: SERVER, position: undefined });
});

test('who is removed is told why, and the page that they are to stay out', async () => {
  const { session, posted, clients, closed, removals } = open();
  session.enter(SERVER, ADA);
  const reason = 'The host asked you to leave.';
  clients[0]?.events.onState('closed', { address: '/refused', code: 'kicked', reason });
  await settled();
  expect([closed, removals]).toEqual([[], [reason]]);
  session.leave(reason, true);
  expect(posted.at(-1)).toEqual({ address: 'lobby', notice: reason, isRemoved: true });
});

test('of a secured yard the client is given key and ticket, also again, and the page the address alone', () => {
  const { session, posted, clients, names } = open();
  const server = `${SERVER}?key=${'A'.repeat(43)}&ticket=${'A'.repeat(22)}`;
  session.enter(server, ADA);
  clients[0]?.events.onMessage(YARD);
  session.enterAgain(ADA);
  expect(clients.map((client) => client.server)).toEqual([server, server]);
  expect(names).toEqual([['Yard', server]]);
  expect(session.server).toBe(SERVER);
  expect(posted[0]).toEqual({ address: 'enter', server: SERVER, position: undefined });
  expect(JSON.stringify(posted)).not.toContain('AAAA');
});

test('to leave leads to the lobby, with the reason that was given', () => {
  const { session, posted, clients } = open();
  session.enter(SERVER, ADA);
  session.leave('Closed.');
  expect(clients[0]?.calls.at(-1)).toEqual(['leave']);
  expect(session.server).toBeUndefined();
  expect(posted.at(-1)).toEqual({ address: 'lobby', notice: 'Closed.' });
});

test('the first colour that a yard gives somebody without one is theirs from then on, and their name stays', () => {
  const { session, posted, clients, colours } = open();
  session.enter(SERVER, { name: 'Ada', colour: '' });
  const [client] = clients;
  client?.events.onMessage({ address: '/your/profile', name: 'Ada 2', colour: '#009e73' });
  client?.events.onMessage({ address: '/your/profile', name: 'Ada 2', colour: '#0072b2' });
  expect(colours).toEqual(['#009e73']);
  expect(client?.calls).toContainEqual(['setProfile', { name: 'Ada', colour: '#009e73' }]);
  expect(posted).toContainEqual({ address: 'self', name: 'Ada', colour: '#009e73' });
  expect(posted).toContainEqual({
    address: 'batch',
    messages: [{ address: '/your/profile', name: 'Ada 2', colour: '#009e73' }],
  });
});

test('who chose a colour keeps it, whatever a yard says', () => {
  const { session, clients, colours } = open();
  session.enter(SERVER, ADA);
  clients[0]?.events.onMessage({ address: '/your/profile', name: 'Ada', colour: '#009e73' });
  expect([colours, clients[0]?.calls]).toEqual([[], [['simulate', NO_SIMULATION]]]);
});

test('where the yard has moved to is where the person is, as the page and the shell are told', () => {
  const { session, posted, names, clients } = open();
  session.enter(SERVER, ADA, { x: 1, y: 2 });
  clients[0]?.events.onMessage(YARD);
  const key = 'A'.repeat(43);
  clients[0]?.events.onFollowed?.(`tcp://192.168.1.30:6000?key=${key}`, 'moved');
  expect(session.server).toBe('tcp://192.168.1.30:6000');
  expect(names.at(-1)).toEqual(['Yard', `tcp://192.168.1.30:6000?key=${key}`, SERVER]);
  expect(posted.slice(-2)).toEqual([
    { address: 'moved', server: 'tcp://192.168.1.30:6000' },
    { address: 'notice', text: 'The yard has moved to tcp://192.168.1.30:6000, and you with it.' },
  ]);
  expect(session.enterAgain(ADA)).toBe(true);
  expect(clients[1]?.server).toBe(`tcp://192.168.1.30:6000?key=${key}`);
  // Also who leaves it for the lobby and comes back there is who they were.
  session.leave();
  session.enter(`tcp://192.168.1.30:6000?key=${key}`, ADA);
  expect(clients[2]?.key).toBe(clients[0]?.key);
});

test('who goes into a yard of their own has its key there from then on', () => {
  const { session, clients } = open();
  session.enter(SERVER, ADA);
  expect(clients[0]?.events.keyAt?.('tcp://192.168.1.30:6000')).toBeUndefined();
  expect(clients[0]?.events.keyAt?.(OWN)).toBe('key of the host');
  clients[0]?.events.onFollowed?.(OWN, 'moved');
  expect(session.present?.key).toBe('key of the host');
  session.enterAgain(ADA);
  expect(clients[1]?.key).toBe('key of the host');
});

test('a yard that was opened anew at the same address is said to be, and why one is not followed is said', () => {
  const { session, posted, clients } = open();
  session.enter(SERVER, ADA);
  clients[0]?.events.onFollowed?.(SERVER, 'moved');
  expect(posted.at(-1)).toEqual({
    address: 'notice',
    text: 'The yard was opened anew, and you stay in it.',
  });
  clients[0]?.events.onNotFollowed?.('You stay here.');
  expect(posted.at(-1)).toEqual({ address: 'notice', text: 'You stay here.' });
});

test.each([
  ['lost', 'The server of this yard is gone; you are in it by another one.'],
  ['full', 'That server of this yard is full; you are in it by another one.'],
] as const)(
  'by which other server of the yard a person is in it is told and remembered: %s',
  (cause, text) => {
    const { session, posted, names, clients } = open();
    session.enter(SERVER, ADA, { x: 1, y: 2 });
    if (cause === 'lost') clients[0]?.events.onMessage(YARD);
    clients[0]?.events.onFollowed?.('tcp://192.168.1.30:6000', cause);
    clients[0]?.events.onState('present');
    clients[0]?.events.onMessage(YARD);
    expect(posted).toContainEqual({ address: 'moved', server: 'tcp://192.168.1.30:6000' });
    expect(posted).toContainEqual({ address: 'notice', text });
    expect(names.at(-1)?.slice(0, 2)).toEqual(['Yard', 'tcp://192.168.1.30:6000']);
    expect(names.map(([name]) => name)).not.toContain('');
    session.leave();
    session.enter('tcp://192.168.1.30:6000', ADA);
    expect(clients[1]?.key).toBe(clients[0]?.key);
  },
);

test('a yard that this computer holds is connected to as the shell says, and is known by its address all the same', async () => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const server = `tcp://192.0.2.1:${port}`;
  const session = new Session(
    {
      post: () => undefined,
      onYardName: () => undefined,
      onColourGiven: () => undefined,
      identify: (serverKey) => serverKey,
      onClosed: () => undefined,
      wayTo: (to) => to.replace('192.0.2.1', '127.0.0.1'),
    },
    NO_SIMULATION,
  );
  session.enter(server, ADA);
  const [socket] = (await once(listener, 'connection')) as [{ destroy(): void }];
  expect(session.server).toBe(server);
  session.disconnect();
  socket.destroy();
  listener.close();
});

test('who only looks on is nobody: says nothing, is no successor, and looks on again in a page that is loaded again', () => {
  const { session, posted, clients } = open();
  session.enter(SERVER, ADA, undefined, 'key', true);
  expect(clients[0]?.profile).toBe('spectator');
  expect(posted).toEqual([{ address: 'enter', server: SERVER, position: undefined, isSpectator: true }]);
  session.handle({ address: '/say', text: 'Hello!' });
  session.setProfile({ ...ADA, name: 'Grace' });
  session.handle({ address: '/motion', x: 1, y: 2, vx: 0, vy: 0 });
  clients[0]?.events.onMessage({ ...YARD, id: 0 });
  const calls = clients[0]?.calls.map((call) => (call as unknown[])[0]);
  expect(calls).toEqual(['simulate', 'move']);
  expect(session.present?.isWatched).toBe(true);
  session.enterAgain(ADA);
  expect(clients[1]?.profile).toBe('spectator');
  session.enter(SERVER, ADA);
  expect(clients[2]?.profile).toEqual(ADA);
});
