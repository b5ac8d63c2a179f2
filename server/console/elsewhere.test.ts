/** The host's powers over players of other servers, and over who waits there: two consoles, and what their servers say to each other. */
import { ORDER_TABLE, type OrderMessage } from '../cluster/order-messages';
import { ANSWER_TIMEOUT_MS, Orders } from '../cluster/orders';
import { WaitingEverywhere } from '../cluster/waiting-everywhere';
import type { AccessOptions } from '../access/access-rules';
import { inTerminal } from './answer';
import { identityOf, openConsole } from './console.fixture';

let nowMs = 0;
let isCut = false;
beforeEach(() => ([nowMs, isCut] = [0, false]));

type Receiver = (from: string, message: OrderMessage) => void;

function openServer(name: string, access: Partial<AccessOptions>, receivers: Map<string, Receiver>) {
  /** As the bus carries it. */
  const send = (to: string, message: OrderMessage) => {
    const read = ORDER_TABLE.decode(ORDER_TABLE.encode(message));
    if (typeof read !== 'object') throw new Error(`${message.address} is ${read}.`);
    if (!isCut) receivers.get(to)?.(name, read);
  };
  const orders = new Orders({
    send,
    obey: (order, id) => server.console.obey(order, id),
    nowMs: () => nowMs,
  });
  const server = openConsole(access, undefined, {
    get waiting() {
      return everywhere.all;
    },
    ask: (to, order, id) => orders.ask(to, order, id),
    addressOf: () => undefined,
  });
  const onWaiting = jest.fn();
  const everywhere = new WaitingEverywhere(server.yard.access.waiting, {
    publish: (message) => {
      for (const to of receivers.keys()) if (to !== name) send(to, message);
    },
    onWaiting,
    onChange: () => undefined,
  });
  receivers.set(name, (from, message) => {
    switch (message.address) {
      case '/order':
      case '/order/answer':
        orders.receive(from, message);
        break;
      default:
        everywhere.receive(from, message, nowMs);
    }
  });
  const sayAsync = async (line: string) => {
    const answer = await server.console.run(line)?.answer;
    return answer && { text: inTerminal(answer), isError: answer.isError };
  };
  const tick = () => {
    everywhere.tick(nowMs);
    orders.tick(nowMs);
  };
  return { ...server, name, orders, everywhere, onWaiting, sayAsync, tick };
}

type Server = ReturnType<typeof openServer>;

function openTwo(access: Partial<AccessOptions> = {}): [Server, Server] {
  const receivers = new Map<string, Receiver>();
  return [openServer('one', access, receivers), openServer('two', access, receivers)];
}

/** Somebody is in the yard at one server, and the other one is told so. */
function join(at: Server, other: Server, name: string, identity?: string): number {
  const admission = at.join(name, identity);
  if (!admission.ok) throw new Error('refused');
  const { id, profile, keyHash } = admission.player;
  const player = { id, profile, wantedName: name, isGuest: false, isMuted: false, keyHash, loginMs: 1 };
  other.yard.remote.set(at.name, { ...player, identity }, 0);
  return id;
}

test('a player at another server is kicked, muted, unmuted and banned there, and the answer is that server’s', async () => {
  const [one, two] = openTwo();
  const id = join(one, two, 'Ada', identityOf(1));
  expect(await two.sayAsync(`mute ${id}`)).toEqual({
    ...{ text: `${id} "Ada" is muted: nobody is told what it says, and it knows that.`, isError: false },
  });
  expect(one.yard.access.mutes.all).toContain(id);
  expect(two.yard.access.mutes.all).toEqual([]);
  expect((await two.sayAsync(`unmute ${id}`))?.text).toBe(`${id} "Ada" is not muted any more.`);
  expect((await two.sayAsync(`kick ${id}`))?.text).toContain('is removed');
  expect(one.answered).toEqual([[id, 'kicked']]);
  expect(two.answered).toEqual([]);
  expect((await two.sayAsync(`kick ${id}`))?.text).toBe(`There is no player ${id} any more.`);
  const again = join(one, two, 'Grace', identityOf(2));
  expect((await two.sayAsync(`ban ${again}`))?.text).toContain(`unban ${identityOf(2)}`);
  expect(one.yard.access.bans.all).toEqual([{ identity: identityOf(2), name: 'Grace' }]);
});

test('what cannot be done at the other server is said in its words', async () => {
  const [one, two] = openTwo({ secure: false });
  const id = join(one, two, 'Ada');
  expect(await two.sayAsync(`ban ${id}`)).toMatchObject({ isError: true, text: expect.stringContaining('Nobody can be banned here') as string }); // prettier-ignore
});

test('a server that does not answer is said so, and its late answer is nobody’s', async () => {
  const [one, two] = openTwo();
  const id = join(one, two, 'Ada');
  isCut = true;
  const answer = two.sayAsync(`kick ${id}`);
  nowMs = ANSWER_TIMEOUT_MS - 1;
  two.tick();
  expect(await Promise.race([answer, Promise.resolve('none yet')])).toBe('none yet');
  nowMs = ANSWER_TIMEOUT_MS;
  two.tick();
  expect(await answer).toEqual({
    text: 'Its server (one) does not answer: whether it was done is not known.',
    isError: true,
  });
  const late = { address: '/order/answer', n: 1, isDone: 1, text: 'It is done.' } as const;
  expect(two.orders.receive('one', late)).toBe(false);
});

test('an answer counts from the server that was asked alone', async () => {
  const [one, two] = openTwo();
  const id = join(one, two, 'Ada');
  isCut = true;
  const answer = two.sayAsync(`kick ${id}`);
  const forged = { address: '/order/answer', n: 1, isDone: 1, text: 'It is done.' } as const;
  expect(two.orders.receive('three', forged)).toBe(false);
  expect(two.orders.receive('one', { ...forged, text: 'By its server.' })).toBe(true);
  expect((await answer)?.text).toBe('By its server.');
});

test('a ban here takes out no player of another server: its own server does that', async () => {
  const [one, two] = openTwo();
  join(one, two, 'Ada', identityOf(1));
  const own = two.join('Ada on the sofa', identityOf(1));
  if (!own.ok) throw new Error('refused');
  await two.sayAsync(`ban ${own.player.id}`);
  expect(two.answered).toEqual([[own.player.id, 'banned']]);
});

test('who waits at any server is shown at each console, under numbers of that console’s own, and is let in or sent away from there', async () => {
  const [one, two] = openTwo({ askFirst: true });
  one.join('Ada', identityOf(1));
  two.join('Grace', identityOf(2));
  two.join('Joan', identityOf(3));
  for (const server of [one, two]) server.tick();
  expect(one.say('list')).toBe('Nobody is here. 3 waiting (admit or reject): 1 "Ada", 2 "Grace", 3 "Joan".');
  expect(two.say('list')).toBe('Nobody is here. 3 waiting (admit or reject): 1 "Grace", 2 "Joan", 3 "Ada".');
  expect(one.onWaiting).toHaveBeenCalledTimes(2);
  expect(one.say('admit 9')).toBe('Nobody waits under the number 9. Waiting: 1 "Ada", 2 "Grace", 3 "Joan".');
  expect((await one.sayAsync('admit 3'))?.text).toContain('is let in');
  expect(two.yard.access.known.has(identityOf(3))).toBe(true);
  expect((await two.sayAsync('reject 3 for good'))?.text).toContain('is banned');
  expect(one.yard.access.bans.has(identityOf(1))).toBe(true);
  expect((await one.sayAsync('reject 2'))?.text).toContain('is sent away');
  for (const server of [one, two]) server.tick();
  expect([one, two].map(({ say }) => say('list'))).toEqual(['Nobody is here.', 'Nobody is here.']);
});

test('who waits at a server that is not heard of any more is forgotten, and no server fills the list of another', () => {
  const [one, two] = openTwo({ askFirst: true });
  one.join('Ada', identityOf(1));
  one.tick();
  isCut = true;
  for (nowMs = 0; nowMs < 4000; nowMs += 250) for (const server of [one, two]) server.tick();
  expect(two.everywhere.all).toHaveLength(1);
  for (; nowMs <= 5000; nowMs += 250) two.tick();
  expect(two.everywhere.all).toEqual([]);
  for (let number = 1; number <= 1000; number++)
    two.everywhere.receive('one', { address: '/waiting', number, name: 'Ada', colour: '' }, nowMs);
  expect(two.everywhere.all).toHaveLength(64);
});

test.each([
  { address: '/order', n: 1, order: 'stop', id: 1 },
  { address: '/order', n: 0, order: 'kick', id: 1 },
  { address: '/order/answer', n: 1, isDone: 2, text: 'x' },
  { address: '/order/answer', n: 1, isDone: 1, text: 'a\x1b[2J' },
  { address: '/order/answer', n: 1, isDone: 1, text: 'x'.repeat(501) },
  { address: '/waiting', number: 1, name: ' x', colour: '#e69f00' },
  { address: '/waiting', number: 1, name: 'x', colour: 'red' },
])('what no server says is malformed: %j', (message) => {
  expect(ORDER_TABLE.decode(ORDER_TABLE.encode(message as OrderMessage))).toBe('malformed');
});
