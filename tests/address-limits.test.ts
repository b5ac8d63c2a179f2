/**
 * What a server takes from one address. Loopback has no such limits, so the server and its peers are in a network namespace
 * with addresses of its own: nothing leaves it. Where namespaces cannot be made the tests are skipped, and their names say why.
 */
import { greeting, message, ready } from '../server/net/zmtp/zmtp.fixture';
import { encodeClientMessage } from '../shared/protocol/messages';
import { insideNamespace, ip } from './support/namespaces';
import { killAll, Program, startServerInside } from './support/programs';
import { testUnless } from './support/test-unless';
import { pause, until } from './support/until';

const PORT = 5557;
const NAMESPACE = `zy-limits-${process.pid}`;
const inside = insideNamespace(NAMESPACE);
const ADDRESSES = Array.from({ length: 16 }, (_, i) => `10.99.8.${i + 1}`);
const [FIRST, SECOND] = ADDRESSES as [string, string];
const LOOPBACK = '127.0.0.1';
/** Two of one network of 64 bits, and one of another. */
const [SIXTH, NEIGHBOUR, OTHER] = ['fd99:8::1', 'fd99:8::2', 'fd99:8:0:1::1'] as const;
const OPENING = Buffer.concat([greeting(), ready()]).toString('hex');
const PINGS = Buffer.concat(Array(200).fill(message('', encodeClientMessage({ address: '/ping', n: 1 }))));

const faults = [
  ip('netns', 'add', NAMESPACE),
  ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up'),
  ...ADDRESSES.map((address) => ip('-n', NAMESPACE, 'addr', 'add', `${address}/32`, 'dev', 'lo')),
  ...[SIXTH, NEIGHBOUR, OTHER].map((address) =>
    ip('-n', NAMESPACE, 'addr', 'add', `${address}/128`, 'dev', 'lo'),
  ),
];
const fault = faults.find((each) => each !== undefined);
const missing = fault && `there are no network namespaces: ${fault}`;

afterEach(killAll);
afterAll(() => ip('netns', 'delete', NAMESPACE));

interface Connected {
  greeted: number;
  closed: number;
}

/** Connections from and to each of these addresses that stay, and what has become of them. */
class Connector {
  readonly program: Program;

  constructor(addresses: readonly string[], count: number, flood = '') {
    this.program = new Program(
      'connector',
      [addresses.join(), String(PORT), String(count), OPENING, flood],
      inside,
    );
  }

  get connected(): Connected {
    return JSON.parse(this.program.output.split('\n').at(-2) ?? '{"greeted":0,"closed":0}') as Connected;
  }
}

/** How many of so many connections get in. They stay. */
async function greeted(addresses: readonly string[], count: number): Promise<number> {
  const connector = new Connector(addresses, count);
  const all = addresses.length * count;
  await until('each to be greeted or closed', () => {
    const { greeted, closed } = connector.connected;
    return greeted + closed >= all;
  });
  return connector.connected.greeted;
}

testUnless(
  missing,
  'an address opens 20 connections in 10 s; another one and loopback are not kept waiting',
  async () => {
    await startServerInside(inside, PORT, '--host', '0.0.0.0');
    expect(await greeted([FIRST], 30)).toBe(20);
    expect(await greeted([FIRST], 1)).toBe(0);
    expect(await greeted([SECOND], 1)).toBe(1);
    expect(await greeted([LOOPBACK], 30)).toBe(30);
    await until('it to get in again', async () => {
      await pause(200);
      return (await greeted([FIRST], 1)) === 1;
    });
  },
);

testUnless(missing, 'all addresses of an IPv6 network of 64 bits count as one', async () => {
  await startServerInside(inside, PORT, '--host', '::');
  expect(await greeted([SIXTH], 15)).toBe(15);
  expect(await greeted([NEIGHBOUR], 15)).toBe(5);
  expect(await greeted([OTHER], 15)).toBe(15);
});

testUnless(
  missing,
  'the address of a flood waits when its connection is closed; another one and loopback do not',
  async () => {
    await startServerInside(inside, PORT, '--host', '0.0.0.0');
    const flood = new Connector([FIRST], 1, PINGS.toString('hex'));
    await until('the flood to be closed', () => flood.connected.closed === 1);
    expect(await greeted([FIRST], 1)).toBe(0);
    expect(await greeted([SECOND], 1)).toBe(1);
    expect(await greeted([LOOPBACK], 1)).toBe(1);
    const local = new Connector([LOOPBACK], 1, PINGS.toString('hex'));
    await until('it to get in again', async () => {
      await pause(200);
      return (await greeted([FIRST], 1)) === 1;
    });
    await until('the flood on loopback to be closed', () => local.connected.closed === 1);
    expect(await greeted([LOOPBACK], 1)).toBe(1);
  },
);

testUnless(
  missing,
  'when strangers have all the connections there are, loopback can still connect',
  async () => {
    const server = await startServerInside(inside, PORT, '--host', '0.0.0.0', '--max-players', '1');
    const strangers = await greeted(ADDRESSES, 20);
    expect(strangers).toBeLessThan(20 * ADDRESSES.length);
    expect(await greeted([LOOPBACK], 1)).toBe(1);
    expect(server.output.match(/Nobody new can connect/g)).toHaveLength(1);
  },
);
